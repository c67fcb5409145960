/** How long what is stored is kept: `cdk.json`, `context.retention`. */
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import * as z from "zod";
import { milliseconds, Span } from "../workflows/rules/time.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The spans that CloudWatch knows, as people write them. */
const LOGS = {
  "1 week": RetentionDays.ONE_WEEK,
  "2 weeks": RetentionDays.TWO_WEEKS,
  "1 month": RetentionDays.ONE_MONTH,
  "2 months": RetentionDays.TWO_MONTHS,
  "3 months": RetentionDays.THREE_MONTHS,
  "6 months": RetentionDays.SIX_MONTHS,
  "1 year": RetentionDays.ONE_YEAR,
} as const;

const daysOf = (span: Span) => Math.ceil(milliseconds(span) / DAY);

/** From a month, since a lead has that long to confirm its address, to ten years. */
const aMonthToTenYears = z
  .string()
  .refine((span) => Span.safeParse(span).success && daysOf(span) >= 30 && daysOf(span) <= 3_650);

/**
 * `leads`: after their last sign; what France's CNIL allows a firm for people who never became customers is 3 years ("référentiel
 * relatif aux traitements de gestion des activités commerciales", 2022). `mails`: copies of what was sent. `logs`: ids
 * and codes, no person.
 */
export const Retention = z
  .strictObject({
    leads: aMonthToTenYears.default("3 years").meta({ right: "30 days to 10 years" }),
    mails: aMonthToTenYears.default("3 years").meta({ right: "30 days to 10 years" }),
    logs: z
      .enum(Object.keys(LOGS) as (keyof typeof LOGS)[])
      .default("3 months")
      .meta({ right: `one of ${Object.keys(LOGS).join(", ")}` }),
  })
  .prefault({});
export type Retention = z.infer<typeof Retention>;

export const RETENTION_RIGHT = `how long leads without a sign and the copies of their mails are kept (30 days to 10 years each), and logs (${Object.keys(LOGS).join(", ")}), like {"leads": "3 years", "mails": "3 years", "logs": "3 months"}`;

/** Of every log group. */
export const logRetention = ({ logs }: Retention): RetentionDays => LOGS[logs];

/** In whole days, for S3. */
export const mailDays = ({ mails }: Retention): number => daysOf(mails);
