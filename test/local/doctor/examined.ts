/** What the doctor says of an account on loopback, whole. */
import { join } from "node:path";
import { type Asked, admit } from "../../../local/doctor/admit.ts";
import { examine } from "../../../local/doctor/examine.ts";
import { asJson, inWords, isIll } from "../../../local/doctor/in-words.ts";
import { type Account, standUp } from "./account.ts";
import { nameServer, type Zone } from "./name-server.ts";

export interface Said {
  readonly words: string;
  readonly json: string;
  readonly isIll: boolean;
  /** In IAM's words. */
  readonly asked: ReadonlySet<string>;
}

export interface How extends Asked {
  readonly stack?: string;
  readonly zone?: Zone;
  readonly context?: Readonly<Record<string, unknown>>;
}

export const OWN = {
  stage: "dev",
  sender: "Nora <nora@your-company.com>",
  replyTo: "nora@your-company.com",
  postalAddress: "Your Company, 1 Main Street, Cork, Ireland",
  salesEmail: "sales@your-company.com",
  operatorsEmail: "operators@your-company.com",
  allowedOrigins: ["https://www.your-company.com"],
  thankYouUrls: { guide: "https://www.your-company.com/thank-you" },
  defaultTimeZone: "Europe/Dublin",
};

export const NOW = Date.parse("2026-11-22T13:00:00Z");

export async function said(account: Account, how: How = {}): Promise<Said> {
  const { stack = "ripen-prod", zone = {}, context = OWN, ...asked } = how;
  const cloud = await standUp(account);
  const dns = await nameServer(zone);
  try {
    const credentials = { accessKeyId: "AKIAZOE", secretAccessKey: "a-secret" };
    const client = { endpoint: cloud.endpoint, region: "eu-west-1", credentials };
    const checkout = { context, desk: join(import.meta.dirname, "accounts/sales.yaml") };
    const { patient, sources } = await admit(
      { laptop: undefined, client, stack, called: `the stack ${stack}` },
      { dns: dns.address, ...asked },
      checkout,
      { AWS_ENDPOINT_URL: cloud.endpoint },
    );
    const then = { ...patient, now: NOW };
    const findings = await examine(then, sources);
    const told = { words: inWords(findings, then), json: asJson(findings, then), isIll: isIll(findings) };
    return { ...told, asked: cloud.asked };
  } finally {
    cloud.close();
    dns.close();
  }
}
