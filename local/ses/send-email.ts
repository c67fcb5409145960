/** SES v2's SendEmail: what it takes, and what it refuses in SES's words. */
import * as z from "zod";
import { AwsRefusal, notOffered } from "../aws/refusal.ts";
import type { Letter } from "./post-office.ts";
import { addressOf, identityOf, type SesSettings } from "./ses-settings.ts";

const Content = z.object({ Data: z.string(), Charset: z.string().optional() });
const Tag = z.object({ Name: z.string(), Value: z.string() });
const Addresses = z.array(z.string()).default([]);

const Tracked = z.enum(["ENABLED", "DISABLED"]).optional();
/** For this one mail, whatever its configuration set says. */
const Overrides = z.strictObject({
  Tracking: z.strictObject({ OpenTrackingEnabled: Tracked, ClickTrackingEnabled: Tracked }).optional(),
});

const Request = z.strictObject({
  FromEmailAddress: z.string(),
  FromEmailAddressIdentityArn: z.string().optional(),
  Destination: z.strictObject({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }),
  ReplyToAddresses: Addresses,
  FeedbackForwardingEmailAddress: z.string().optional(),
  ConfigurationSetName: z.string().optional(),
  ConfigurationOverrides: Overrides.optional(),
  EmailTags: z.array(Tag).default([]),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: Content,
      Body: z.strictObject({ Html: Content.optional(), Text: Content.optional() }),
      Headers: z.array(Tag).default([]),
    }),
  }),
});

/** Throws AwsRefusal as SES would. */
export function readLetter(settings: SesSettings, input: unknown, sentAt: number): Letter {
  const parsed = Request.safeParse(input);
  if (!parsed.success) throw notUnderstood(parsed.error);
  const { FromEmailAddress: from, EmailTags, Content: content, ...request } = parsed.data;
  const to = [
    ...request.Destination.ToAddresses,
    ...request.Destination.CcAddresses,
    ...request.Destination.BccAddresses,
  ];
  refuseBadAddresses(to);
  for (const tag of EmailTags) refuseBadTag(tag);
  const identity = identityOf(settings, from);
  if (identity === undefined) throw notVerified(settings, from);
  const { Subject, Body, Headers } = content.Simple;
  const letter = {
    from,
    to,
    subject: Subject.Data,
    html: Body.Html?.Data ?? "",
    text: Body.Text?.Data ?? "",
    tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])),
    configurationSet: configurationSet(
      settings,
      request.ConfigurationSetName ?? settings.identities.get(identity),
    ),
    replyTo: request.ReplyToAddresses,
    ...overrides(request.ConfigurationOverrides),
  };
  const own = Headers.map(({ Name, Value }) => ({ name: Name, value: Value }));
  return { ...letter, headers: [...usualHeaders(letter, sentAt), ...own] };
}

/** Enabled, it is tracked though its set watches nothing of it; then nobody is told. */
function overrides({ Tracking = {} }: z.infer<typeof Overrides> = {}): Pick<Letter, "tracking"> {
  const { OpenTrackingEnabled: opens, ClickTrackingEnabled: clicks } = Tracking;
  const said = {
    ...(opens === undefined ? {} : { opens: opens === "ENABLED" }),
    ...(clicks === undefined ? {} : { clicks: clicks === "ENABLED" }),
  };
  return Object.keys(said).length === 0 ? {} : { tracking: said };
}

function usualHeaders(
  { from, to, subject, replyTo }: Pick<Letter, "from" | "to" | "subject" | "replyTo">,
  at: number,
) {
  const headers = {
    From: from,
    ...(replyTo.length === 0 ? {} : { "Reply-To": replyTo.join(", ") }),
    To: to.join(", "),
    Subject: subject,
    Date: new Date(at).toUTCString(),
    "MIME-Version": "1.0",
  };
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function notUnderstood({ issues }: z.ZodError): AwsRefusal {
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys")
      return notOffered(`SendEmail with ${[...issue.path, issue.keys[0]].join(".")}`);
  }
  return new AwsRefusal("BadRequestException", `${issues[0]?.path.join(".")}: ${issues[0]?.message}`);
}

function refuseBadAddresses(to: readonly string[]) {
  if (to.length === 0) throw new AwsRefusal("BadRequestException", "At least one recipient is required.");
  if (to.length > 50) throw new AwsRefusal("BadRequestException", "Recipient count exceeds 50.");
  for (const address of to) {
    const bare = addressOf(address);
    if (!bare.includes("@")) throw new AwsRefusal("BadRequestException", "Missing final '@domain'");
    if (!/^[\x21-\x7e]+@[A-Za-z0-9.-]+$/.test(bare))
      throw new AwsRefusal("BadRequestException", "Local address contains control or whitespace");
  }
}

function refuseBadTag({ Name, Value }: z.infer<typeof Tag>) {
  const isPlain = (text: string) => /^[A-Za-z0-9_.@-]{1,256}$/.test(text);
  if (isPlain(Name) && isPlain(Value)) return;
  throw new AwsRefusal(
    "BadRequestException",
    `Invalid message tag <${Name}>: only alphanumeric ASCII characters, '_', '-', '.' and '@' are allowed.`,
  );
}

function notVerified({ region }: SesSettings, from: string): AwsRefusal {
  const told = `The following identities failed the check in region ${region.toUpperCase()}: ${from}`;
  return new AwsRefusal("MessageRejected", `Email address is not verified. ${told}`);
}

function configurationSet({ configurationSets }: SesSettings, name: string | undefined): string | undefined {
  if (name === undefined || configurationSets.has(name)) return name;
  throw new AwsRefusal("NotFoundException", `Configuration set <${name}> does not exist.`, 404);
}
