/** A company's settings, and what is said of them once they are spoiled. */
import { readSettings } from "../../infra/read-settings.ts";
import { SettingRefused } from "../../infra/setting-refused.ts";

export const ours: Record<string, unknown> = {
  stage: "prod",
  sender: "Nora Lindqvist <nora@cold.com>",
  replyTo: "nora@cold.com",
  postalAddress: "Cold plc, 12 Harbour Road, Cork T12 X4Y5, Ireland",
  salesEmail: "sales@cold.com",
  allowedOrigins: ["https://www.cold.com", "http://localhost:8080"],
  thankYouUrls: { guide: "https://www.cold.com/thanks?from=form" },
  defaultTimeZone: "Europe/Dublin",
};

export const readWith = (changes: Record<string, unknown>) => readSettings({ ...ours, ...changes });

export const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/4e0a";
export const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ripen/4e0a";

export const DOMAIN = { name: "leads.cold.com", certificateArn };

/** The lines of what can't be used. */
export function refusalOf(context: Record<string, unknown>): readonly string[] {
  try {
    readSettings(context);
  } catch (error) {
    if (error instanceof SettingRefused) return error.message.split("\n");
    throw error;
  }
  throw new Error(`${JSON.stringify(context)} was taken.`);
}

export const refusal = (changes: Record<string, unknown>) => refusalOf({ ...ours, ...changes }).join("\n");
