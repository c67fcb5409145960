/** What is said of how long something stays, held to the template; and that the setting reaches all that it is about. */
import { expect, test } from "vitest";
import { ripenTemplate, type Template } from "../../infra/ripen-app.ts";
import { STAYS } from "../../workflows/rules/what-stays.ts";
import { mayDo, resources, roleOf, template, theOnly } from "./deployed.ts";

const stay = (where: string) => STAYS.find((each) => each.where.startsWith(where))?.howLong;

test("every queue keeps what it holds as long as an admin is told", () => {
  const queues = Object.values(resources("AWS::SQS::Queue"));
  expect(queues.length).toBeGreaterThan(1);
  for (const { MessageRetentionPeriod } of queues) expect(MessageRetentionPeriod).toBe(14 * 86_400);
  expect(stay("queues")).toBe("14 days");
});

test("the table can be restored for as long as DynamoDB does by itself: no other number is set", () => {
  expect(theOnly("AWS::DynamoDB::Table")["PointInTimeRecoverySpecification"]).toEqual({
    PointInTimeRecoveryEnabled: true,
  });
  expect(stay("point-in-time")).toBe("35 days");
});

test("the marks of who was erased and of who left outlive each back-up of the table, and copies of mails may go before them", () => {
  const [copies, erased, left] = lifecycleOf(ripenTemplate({ retention: { mails: "30 days" } }));
  expect(erased).toMatchObject({ Prefix: "erased/", ExpirationInDays: 400 });
  expect(left).toMatchObject({ Prefix: "left/", ExpirationInDays: 400 });
  expect(stay("marks")).toBe("400 days");
  expect(copies).toMatchObject({ ExpirationInDays: 30 });
  // S3 takes the shorter of two spans that reach the same object: a mark is smaller than what the first one reaches.
  expect(Number(copies?.["ObjectSizeGreaterThan"])).toBeGreaterThan("{}".length);
});

test("logs are kept for three months by default", () => {
  expect(logDays(template)).toEqual(new Set([90]));
  expect(stay("logs")).toContain("3 months");
});

test("events are archived for three months by default", () => {
  expect(theOnly("AWS::Events::Archive")).toMatchObject({ RetentionDays: 90 });
  expect(stay("event bus")).toContain("3 months");
});

test("context.retention reaches every log, the copies of mails and all who decide", () => {
  const changed = ripenTemplate({ retention: { leads: "18 months", mails: "1 year", logs: "2 weeks" } });
  expect(logDays(changed)).toEqual(new Set([14]));
  expect(lifecycleOf(changed)).toMatchObject([
    { Id: "SentMails", ExpirationInDays: 365 },
    { ExpirationInDays: 400 },
    { ExpirationInDays: 400 },
  ]);
  const kept = Object.values(changed.Resources).flatMap(({ Properties }) => {
    const { Variables = {} } = (Properties?.["Environment"] ?? {}) as { Variables?: Record<string, string> };
    return "DEFAULT_TIME_ZONE" in Variables ? [Variables["RETENTION"]] : [];
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(new Set(kept)).toEqual(new Set(["18 months"]));
});

test("who exports can change nothing; who erases starts, wakes and sends nothing", () => {
  const verbs = (id: string) => Object.values(mayDo(roleOf(id))).flat();
  const changing = /:(Put|Update|Delete|Send|Publish|Start)(?!LogEvents)/;
  expect(verbs("ExportPerson").filter((verb) => changing.test(verb))).toEqual([]);
  expect(verbs("ErasePerson").filter((verb) => /^(states|ses|sns|sqs):/.test(verb))).toEqual([]);
});

function lifecycleOf({ Resources }: Template): readonly Record<string, unknown>[] {
  const found = Resources["SentMails"]?.Properties?.["LifecycleConfiguration"];
  return (found as { readonly Rules: readonly Record<string, unknown>[] }).Rules;
}

const logDays = ({ Resources }: Template) =>
  new Set(
    Object.values(Resources)
      .filter(({ Type }) => Type === "AWS::Logs::LogGroup")
      .map(({ Properties }) => Properties?.["RetentionInDays"]),
  );
