/** What of ours lives long outside the leads: links in mails of years ago, the tags of a mail, an address's id, what lies beside. */
import { parseSesEvent } from "../../functions/ses-event.ts";
import { keyedIdentity } from "../../functions/world/keyed-identity.ts";
import type { LinkClaims, Links } from "../../functions/world/links.ts";
import type { KeyRing } from "../../functions/world/secret.ts";
import { signedLinks } from "../../functions/world/signed-links.ts";
import { eventRecord, type MailEvent } from "../../local/memory/mail-events.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import { DAY, SECOND } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { type Beside, beside, besideNow } from "./beside.ts";

export interface Wire {
  readonly links: readonly { readonly token: string; readonly says: LinkClaims }[];
  readonly desk: {
    readonly token: string;
    readonly says: { readonly person: string; readonly expiresAt: number };
  };
  readonly stamp: { readonly token: string; readonly says: { readonly at: number } };
  readonly identities: readonly {
    readonly address: string;
    readonly leadId: string;
    readonly mailbox: string;
  }[];
  readonly events: readonly { readonly body: string; readonly says: unknown }[];
  /** Where each kind of link leads on our API: mails of years ago name it. */
  readonly paths: Readonly<Record<string, string>>;
  readonly beside: Beside;
}

/** Keys that open nothing anywhere else, and never change here. */
const RING: KeyRing = {
  keyId: "of-the-releases",
  key: "a key that only the recorded links are signed with",
  former: {},
};
const API = "https://api.ripen.example";

/** As this release writes it. */
export async function wire(): Promise<Wire> {
  const links = signedLinks(
    async () => RING,
    () => API,
  );
  const identity = keyedIdentity(async () => RING);
  const addresses = ["zoe@dairy.example", "  Zoë.Müller+fair@Süddairy.example ", "z.o.e@gmail.com"];
  return {
    links: await Promise.all(CLAIMS.map(async (says) => ({ token: tokenIn(await links.url(says)), says }))),
    desk: { token: tokenIn(await links.deskUrl(TOM)), says: TOM },
    stamp: { token: await links.formStamp(MONDAY), says: { at: MONDAY } },
    identities: await Promise.all(
      addresses.map(async (address) => ({
        address,
        leadId: await identity.leadId(address),
        mailbox: await identity.mailbox(address),
      })),
    ),
    events: EVENTS.map((event) => {
      const body = eventRecord(MAIL, event, MONDAY + 60_000);
      return { body, says: parseSesEvent(body, MONDAY + 90_000) ?? null };
    }),
    paths: await pathsOf(links),
    beside: await beside(),
  };
}

async function pathsOf(links: Links): Promise<Wire["paths"]> {
  const urls = CLAIMS.map(async (says) => [says.purpose, pathOf(await links.url(says))]);
  return Object.fromEntries(await Promise.all([...urls, ["desk", pathOf(await links.deskUrl(TOM))]]));
}

const pathOf = (url: string) => url.slice(API.length, url.lastIndexOf("/") + 1);

/** What of it today's code reads otherwise, in words. `ring` is the secret years later. */
export async function wireProblems(old: Wire, ring: KeyRing = RING): Promise<readonly string[]> {
  const links = signedLinks(
    async () => ring,
    () => API,
  );
  const identity = keyedIdentity(async () => RING);
  const opened = await Promise.all(
    old.links.map(async ({ token, says }) => [
      `a link to ${says.purpose}`,
      expected(says),
      await openedBy(links, says, token),
    ]),
  );
  const own = [
    ["a person's own page", old.desk.says, await links.openDesk(old.desk.token)],
    ["a form's stamp", old.stamp.says, await links.openFormStamp(old.stamp.token)],
  ];
  const known = await Promise.all(
    old.identities.map(async ({ address, leadId, mailbox }) => [
      `the ids of "${address}"`,
      { leadId, mailbox },
      { leadId: await identity.leadId(address), mailbox: await identity.mailbox(address) },
    ]),
  );
  const heard = old.events.map(({ body, says }) => [
    `SES's ${JSON.parse(body).eventType}`,
    says,
    parseSesEvent(body, MONDAY + 90_000) ?? null,
  ]);
  const paths = await pathsOf(links);
  const led = Object.entries(old.paths).map(([what, was]) => [`the path of ${what}`, was, paths[what]]);
  const lain = await besideNow(old.beside);
  return [...opened, ...own, ...known, ...heard, ...led, ...lain].flatMap(([what, was, is]) =>
    sameJson(was, is) ? [] : [`${what} said ${JSON.stringify(was)} and says ${JSON.stringify(is)}`],
  );
}

/** Just before its end; decades after it was made, where it has none. */
function openedBy(links: Links, { purpose, expiresAt }: LinkClaims, token: string) {
  return links.open(purpose, token, expiresAt === undefined ? DECADES_LATER : expiresAt - SECOND);
}

const DECADES_LATER = MONDAY + 30 * 365 * DAY;

/** When a link ends isn't among what it says once it is open. */
function expected({ expiresAt: _, ...says }: LinkClaims): unknown {
  return says;
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

const tokenIn = (url: string) => url.slice(url.lastIndexOf("/") + 1);

const ZOE = LeadId.parse("0123456789abcdef0123456789abcdef");
const LATER = MONDAY + 30 * DAY;
const TOM = { person: "tom", expiresAt: LATER };
const WELCOME = { leadId: ZOE, touchId: "orchard_1_welcome_1", since: MONDAY };

const CLAIMS: readonly LinkClaims[] = [
  { purpose: "unsubscribe", leadId: ZOE },
  { purpose: "unsubscribe", ...WELCOME },
  { purpose: "confirm", ...WELCOME, expiresAt: LATER },
  { purpose: "handoff", leadId: ZOE, n: 2, releasedAt: MONDAY, expiresAt: LATER },
  { purpose: "task", ...WELCOME, expiresAt: LATER },
  { purpose: "question", ...WELCOME, expiresAt: LATER },
  { purpose: "dossier", leadId: ZOE, expiresAt: LATER },
  { purpose: "preferences", ...WELCOME, expiresAt: LATER },
];

const MAIL = {
  messageId: "mail-1",
  sentAt: MONDAY,
  to: "zoe@dairy.example",
  subject: "Welcome",
  html: "",
  text: "",
  headers: {},
  tags: { leadId: ZOE, touchId: "orchard_1_welcome_1", attempt: "try-1" },
};

const EVENTS: readonly MailEvent[] = [
  { eventType: "Send" },
  { eventType: "Delivery" },
  { eventType: "Open" },
  { eventType: "Click", link: "https://www.orchard-cold-chain.example/guide", linkTags: { link: ["guide"] } },
  { eventType: "Click", link: "https://www.orchard-cold-chain.example/guide" },
  { eventType: "Bounce", bounceType: "Permanent" },
  { eventType: "Complaint" },
];
