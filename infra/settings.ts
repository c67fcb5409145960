/** The settings of one deployment: what stands in the context of cdk.json, and what each must look like. */
import * as z from "zod";
import { RETENTION_RIGHT, Retention } from "./retention.ts";
import {
  Address,
  addressOf,
  CertificateArn,
  Domain,
  Mailbox,
  Origin,
  Region,
  SafeUrl,
  TimeZone,
  text,
  WebAclArn,
} from "./setting-forms.ts";

export const Settings = z.object({
  stage: text
    .regex(/^[a-z][a-z0-9-]{0,19}$/)
    .meta({ right: 'a short lower-case name that tells deployments apart, like "dev" or "prod"' }),
  region: Region.optional().meta({
    right: 'an AWS region, like "eu-west-1", or no such setting: then the one of your credentials',
  }),
  sender: Mailbox.meta({
    right: 'the mailbox that mail comes from, like "Nora Lindqvist <nora@your-company.com>"',
  }),
  identity: z.enum(["create", "existing"]).default("create").meta({
    right: '"create", or "existing" where SES has the sender\'s domain in this account and region already',
  }),
  mailFrom: Domain.optional().meta({
    right:
      'a subdomain of the sender\'s domain that nothing else uses, like "mail.your-company.com", or no such setting: then "mail." and that domain',
  }),
  replyTo: Mailbox.meta({
    right: 'the mailbox that a person reads replies in, like "nora@your-company.com"',
  }),
  postalAddress: text
    .regex(/^[^\r\n]{10,300}$/)
    .meta({ right: "your company's postal address in one line; the law wants it in every marketing mail" }),
  salesEmail: Address.meta({
    right: 'the address that is told of ripe leads, like "sales@your-company.com"',
  }),
  tasksEmail: Address.optional().meta({
    right:
      'the address of whoever calls and writes to leads, like "calls@your-company.com", or no such setting: then salesEmail',
  }),
  operatorsEmail: Address.optional().meta({
    right: "the address that alarms go to, or no such setting: then they go to replyTo",
  }),
  allowedOrigins: z.array(Origin).min(1).meta({
    right: 'a list of the exact origins your forms stand on, like ["https://www.your-company.com"]',
  }),
  thankYouUrls: z.record(text.regex(/^[a-z0-9][a-z0-9-]*$/), SafeUrl).meta({
    right: 'a URL for each form\'s name, like {"guide": "https://www.your-company.com/thank-you"}',
  }),
  defaultTimeZone: TimeZone.meta({
    right: 'the IANA time zone of leads whose own isn\'t known, like "Europe/Dublin"',
  }),
  formStamp: z.enum(["optional", "required"]).default("optional").meta({
    right: '"required" where every form asks for a stamp of when it was shown, or "optional"',
  }),
  formLimits: z
    .strictObject({
      mailboxPerDay: z.int().min(3).max(1_000).meta({ right: "a whole number from 3 to 1000" }),
      networkPerHour: z.int().min(10).max(100_000).meta({ right: "a whole number from 10 to 100000" }),
    })
    .default({ mailboxPerDay: 20, networkPerHour: 300 })
    .meta({
      right:
        'how many posts are taken of one mailbox a day (3 to 1000) and from one network an hour (10 to 100000), like {"mailboxPerDay": 20, "networkPerHour": 300}',
    }),
  retention: Retention.meta({ right: RETENTION_RIGHT }),
  removal: z.enum(["keep", "delete"]).default("keep").meta({
    right: '"keep", or "delete" on a trial stage whose leads, mails and keys may go with the stack',
  }),
  domain: z
    .strictObject({
      name: Domain.meta({ right: 'a subdomain of yours, like "leads.your-company.com"' }),
      certificateArn: CertificateArn.meta({
        right:
          'the ARN of its certificate in the stack\'s region, like "arn:aws:acm:eu-west-1:123456789012:certificate/…"',
      }),
      webAclArn: WebAclArn.optional().meta({
        right:
          'a web ACL of scope CloudFront, like "arn:aws:wafv2:us-east-1:123456789012:global/webacl/…", or no such key',
      }),
      frontCertificateArn: CertificateArn.optional().meta({
        right:
          'the ARN of a certificate in us-east-1, like "arn:aws:acm:us-east-1:123456789012:certificate/…", or no such key',
      }),
      frontOnly: z.boolean().default(false).meta({ right: "true once the DNS leads to the front, or false" }),
    })
    .optional()
    .meta({
      right:
        'a name of yours for the API and the ARN of its certificate, like {"name": "leads.your-company.com", "certificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/…"}, and optionally "webAclArn", a web ACL for CloudFront ("arn:aws:wafv2:us-east-1:…:global/webacl/…"), with "frontCertificateArn", one of us-east-1, and, once the DNS leads there, "frontOnly": true',
    }),
  monthlyBudget: z.number().min(1).max(1_000_000).optional().meta({
    right: "US dollars a month, from 1 to 1000000, like 50, or no such setting: then nobody is told",
  }),
});
export type Settings = z.infer<typeof Settings>;

/** Who hears of what, each a bare address. */
export const inboxes = ({ salesEmail, tasksEmail, operatorsEmail, replyTo }: Settings) => ({
  sales: salesEmail,
  tasks: tasksEmail ?? salesEmail,
  operators: operatorsEmail ?? addressOf(replyTo),
});

export type SettingName = keyof Settings;
export const settingNames = Object.keys(Settings.shape) as SettingName[];

/** The settings that still hold the sample's values: domains under .example exist for nobody, nor does its company. */
export function exampleSettings(settings: Settings): SettingName[] {
  return settingNames.filter((name) =>
    /\.example\b|Orchard Cold Chain/.test(JSON.stringify(settings[name] ?? "")),
  );
}

/** Whether real leads live there: then nothing may be deleted in passing. */
export const isProduction = (stage: string) => /^(prod|live)/.test(stage);
