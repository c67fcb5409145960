/** What a form sent, sorted into what we know by name. Only the address can be refused; unknown keys are dropped. */
import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import { usableAddress } from "../workflows/rules/address.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import { Profile } from "../workflows/rules/lead.ts";
import type { FormPost } from "../workflows/rules/post.ts";
import { Problem } from "./http/problem.ts";

const LONGEST = { message: 2_000, other: 200 };
/** What one agrees to apart from mail, each by a field of its own: `consent_call`. */
const CHANNELS = ["call", "letter"] as const;
const AGREED = new Set(["yes", "on", "true", "1"]);

export type TypedForm = Omit<FormPost, "leadId" | "at">;

/**
 * Throws a 400 that names the address and what would be right. `key`: whoever posts says by it that posts of one
 * address are one post; without it their content does.
 */
export function readForm(
  fields: Readonly<Record<string, unknown>>,
  campaigns: readonly RunningCampaign[],
  key?: string,
): TypedForm {
  const typed = (name: string) => text(fields[name], name === "message" ? LONGEST.message : LONGEST.other);
  const address = usableAddress(text(fields["email"], 400), domainToASCII);
  if ("problem" in address)
    throw new Problem(400, "Please check the e-mail address", address.problem, {}, [
      { field: "email", problem: address.problem },
    ]);
  const referrer = hostOf(text(fields["referrer"], 2_000));
  const agrees = (name: string) => AGREED.has((typed(name) ?? "").toLowerCase());
  const channels = CHANNELS.filter((channel) => agrees(`consent_${channel}`));
  const questions = campaigns.flatMap((campaign) => Object.keys(campaign.questions));
  const form = {
    address: address.address,
    form: typed("form") ?? campaigns[0]?.enter.forms[0] ?? "unnamed",
    profile: Profile.parse(named(Object.keys(Profile.shape), typed)),
    answers: named(questions, typed),
    utm: named(
      Object.keys(fields)
        .filter((name) => /^utm_[a-z_]{1,30}$/.test(name))
        .slice(0, 10),
      typed,
    ),
    ...(referrer === undefined ? {} : { referrer }),
    consent: agrees("consent"),
    ...(channels.length === 0 ? {} : { channels }),
  };
  return { ...form, fingerprint: fingerprintOf(key ?? JSON.stringify({ ...form, address: "" })) };
}

function fingerprintOf(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** Of an address, or of a host alone: the host, in small letters. What is neither is dropped. */
function hostOf(referrer: string | undefined): string | undefined {
  const url = URL.parse(referrer?.includes("://") ? referrer : `https://${referrer ?? ""}`);
  return url === null || !/^https?:$/.test(url.protocol) || !/^.{1,253}$/.test(url.hostname)
    ? undefined
    : url.hostname;
}

/** The named fields that hold something. */
function named(
  names: readonly string[],
  typed: (name: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typed(name) === undefined ? [] : [[name, typed(name) ?? ""]])),
  );
}

/** As typed, trimmed, without control characters; forms send a line break as two. What is no text is written as JSON. Empty is absent. */
export function text(value: unknown, longest: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  const written = typeof value === "string" ? value : JSON.stringify(value);
  const clean = written
    .replaceAll("\r\n", "\n")
    .replace(CONTROLS, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return clean === "" ? undefined : clean;
}

/** Control characters and Unicode's line breaks, but for the plain line break. */
const CONTROLS = /(?:[^\P{Cc}\n]|[\p{Zl}\p{Zp}])+/gu;
