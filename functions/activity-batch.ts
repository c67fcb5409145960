/** A batch of activities as other systems send it, read strictly: every item that can't be taken is named, with what would be right. */
import { domainToASCII } from "node:url";
import * as z from "zod/mini";
import type { Activity } from "../workflows/rules/activity.ts";
import { usableAddress } from "../workflows/rules/address.ts";
import { writtenByMachine } from "../workflows/rules/auto-reply.ts";
import { Name } from "../workflows/rules/name.ts";
import { REPLIED } from "../workflows/rules/reply.ts";
import { type FieldProblem, Problem } from "./http/problem.ts";

/** In bytes. */
export const LARGEST_BATCH = 256 * 1024;

const MOST = 100;

const needed = {
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? "This is needed." : "This is of the wrong kind.",
};

/** The key becomes part of a sort key. */
const Key = z
  .string(needed)
  .check(z.regex(/^[\x21-\x7e]{1,200}$/, "Give 1 to 200 characters of ASCII, no spaces."));

const Email = z.pipe(
  z.string(needed),
  z.transform((typed, context) => {
    const usable = usableAddress(typed, domainToASCII);
    if ("address" in usable) return usable.address;
    context.issues.push({ code: "custom", message: usable.problem, input: typed });
    return z.NEVER;
  }),
);

/** Whoever's clock stands at its beginning is told so: the ledger knows nothing before 1970. */
const At = z
  .pipe(
    z.iso.datetime({ offset: true, error: "Give an instant with its offset, such as 2026-11-23T09:00:00Z." }),
    z.transform((text) => Date.parse(text)),
  )
  .check(
    z.refine((at) => at >= Date.parse("2000-01-01T00:00:00Z"), "Give an instant from the year 2000 on."),
  );

const OneLine = z
  .string(needed)
  .check(
    z.trim(),
    z.maxLength(200, "Give at most 200 characters."),
    z.regex(/^\P{Cc}*$/u, "Give one line of text."),
  );

/** As the mail has them, folded or not; a header that stands more than once as a list. */
const Headers = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string())], { error: "Give the header's text, or a list of texts." }),
  { error: 'Give an object, such as {"Auto-Submitted": "no"}.' },
);

const Item = z
  .strictObject(
    {
      key: Key,
      email: Email,
      activity: z
        .string(needed)
        .check(
          z.refine(
            (name) => Name.safeParse(name).success,
            "Give lower-case letters, digits and dashes, a letter first.",
          ),
        ),
      at: z.optional(At),
      about: z.optional(OneLine),
      subject: z.optional(OneLine),
      inReplyTo: z.optional(z.string(needed)),
      headers: z.optional(Headers),
    },
    needed,
  )
  .check(
    z.superRefine((item, context) => {
      for (const field of ["subject", "inReplyTo", "headers"] as const)
        if (item[field] !== undefined && item.activity !== REPLIED)
          context.addIssue({
            code: "custom",
            path: [field],
            message: `Only the activity "${REPLIED}" has one.`,
          });
    }),
  );

const Batch = z.strictObject({
  activities: z
    .array(Item, needed)
    .check(z.minLength(1, "Send at least one."), z.maxLength(MOST, `Send at most ${MOST} at once.`)),
});

export type ToldActivity = Activity & { readonly address: string };

/** `receivedAt` stands in for an instant that isn't told, or that is still to come. Throws a 400 that names every item at fault. */
export function readActivities(value: unknown, receivedAt: number): readonly ToldActivity[] {
  const parsed = Batch.safeParse(value);
  if (!parsed.success) throw refused(parsed.error.issues.flatMap(inWords));
  return parsed.data.activities.map(({ key, email, activity, at = receivedAt, about, ...mail }) => {
    const what = mail.subject || about;
    return {
      key,
      name: activity,
      at: Math.min(at, receivedAt),
      ...(what ? { what } : {}),
      ...(activity === REPLIED ? { reply: replyOf(mail) } : {}),
      address: email,
    };
  });
}

/** Its headers are looked at here and not kept: they say more of a person than anybody needs. */
function replyOf({ headers = {}, inReplyTo = "" }: Pick<z.infer<typeof Item>, "headers" | "inReplyTo">) {
  return {
    answers: [inReplyTo, ...valuesOf("in-reply-to", headers), ...valuesOf("references", headers)].flatMap(
      idsIn,
    ),
    machine: writtenByMachine(headers),
  };
}

function valuesOf(header: string, headers: z.infer<typeof Headers>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name.trim().toLowerCase() === header)
    .flatMap(([, values]) => [values].flat());
}

/** Of `<0100018f-…@email.amazonses.com>` what stands before the @, which the region doesn't change. The last of the References is the newest. */
function idsIn(value: string): readonly string[] {
  return value
    .split(/[\s,<>]+/)
    .map((id) => id.split("@")[0] ?? "")
    .filter((id) => id !== "")
    .toReversed();
}

const EXAMPLE =
  'Send {"activities": [{"key": "webinar-7/zoe", "email": "zoe@dairy.example", "activity": "attended"}]}.';

function inWords(issue: z.core.$ZodIssue): readonly FieldProblem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      field: pathOf([...issue.path, key]),
      problem: "There is no such field.",
    }));
  if (issue.path.length === 0) return [{ field: "activities", problem: EXAMPLE }];
  return [{ field: pathOf(issue.path), problem: issue.message }];
}

/** `activities[2].email`. Zod has such a function, among 300 kB that would come with it. */
function pathOf(path: readonly PropertyKey[]): string {
  const written = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return written.join("").replace(/^\./, "");
}

function refused(problems: readonly FieldProblem[]): Problem {
  const [first] = problems;
  const detail = `Nothing of the batch was taken. ${first?.field}: ${first?.problem}`;
  return new Problem(400, "The batch is not right", detail, {}, problems);
}
