/** What the doctor says of an account on loopback, whole. */
import { join } from "node:path";
import { type Asked, admit } from "../../../local/doctor/admit.ts";
import { examine } from "../../../local/doctor/examine.ts";
import { asJson, exitCode, inWords } from "../../../local/doctor/in-words.ts";
import { type Account, standUp } from "./account.ts";
import { nameServer, type Zone } from "./name-server.ts";

export interface Said {
  readonly words: string;
  readonly json: string;
  /** The command's exit code. */
  readonly code: number;
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
  const cloud = await standUp(account);
  try {
    const told = await saidAt(cloud.endpoint, how);
    // Its port is another every time.
    const words = told.words.replace(`, asked at ${cloud.endpoint} (AWS_ENDPOINT_URL)`, "");
    return { ...told, words, asked: cloud.asked };
  } finally {
    cloud.close();
  }
}

/** The same of whatever answers there. */
export async function saidAt(endpoint: string, how: How = {}): Promise<Omit<Said, "asked">> {
  const { stack = "ripen-prod", zone = {}, context = OWN, ...asked } = how;
  const dns = await nameServer(zone);
  try {
    const credentials = { accessKeyId: "AKIAZOE", secretAccessKey: "a-secret" };
    const client = { endpoint, region: "eu-west-1", credentials, maxAttempts: 1 };
    const checkout = { context, desk: join(import.meta.dirname, "accounts/sales.yaml") };
    const { patient, sources } = await admit(
      { laptop: undefined, client, stack, called: `the stack ${stack}` },
      { dns: dns.address, ...asked },
      checkout,
      { AWS_ENDPOINT_URL: endpoint },
    );
    const then = { ...patient, now: NOW };
    const findings = await examine(then, sources);
    return { words: inWords(findings, then), json: asJson(findings, then), code: exitCode(findings) };
  } finally {
    dns.close();
  }
}
