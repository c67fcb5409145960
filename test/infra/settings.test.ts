import type { Stack } from "aws-cdk-lib";
import { Annotations, Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { type RipenAppOptions, ripenApp } from "../../infra/ripen-app.ts";
import { exampleSettings } from "../../infra/settings.ts";
import { Person } from "../../workflows/rules/desk.ts";
import { certificateArn, DOMAIN, ours, readWith, refusal, refusalOf, webAclArn } from "./own-settings.ts";

const usual = {
  identity: "create",
  removal: "keep",
  formStamp: "optional",
  formLimits: { mailboxPerDay: 20, networkPerHour: 300 },
  retention: { leads: "3 years", mails: "3 years", logs: "3 months" },
};

test("a company's own settings are taken as they are; the form's door and what is kept are as usual where nothing is said of them", () => {
  expect(readWith({})).toEqual({ ...ours, ...usual });
  const stricter = { formStamp: "required", formLimits: { mailboxPerDay: 3, networkPerHour: 10 } };
  expect(readWith(stricter)).toEqual({ ...ours, ...usual, ...stricter });
  expect(readWith({ retention: { leads: "18 months" } })["retention"]).toEqual({
    leads: "18 months",
    mails: "3 years",
    logs: "3 months",
  });
});

describe("a setting that can't be used is refused in one line that names it", () => {
  test.each(Object.keys(ours))("%s missing", (name) => {
    expect(refusal({ [name]: undefined })).toMatch(
      new RegExp(`^cdk\\.json: context\\.${name} is missing; it should be .+\\.$`),
    );
  });

  test.each(["stage", "sender", "replyTo", "postalAddress", "salesEmail", "defaultTimeZone"])(
    "%s blank",
    (name) => {
      expect(refusal({ [name]: "  " })).toMatch(
        new RegExp(`^cdk\\.json: context\\.${name} is blank; it should be .+\\.$`),
      );
    },
  );

  test.each([
    ["stage", "Prod!", "a short lower-case name"],
    ["stage", 1, "a short lower-case name"],
    ["sender", "Nora Lindqvist", "the mailbox that mail comes from"],
    ["sender", "Nora <nora@cold>", "the mailbox that mail comes from"],
    ["sender", "Nora\r\nBcc: all@cold.com <nora@cold.com>", "the mailbox that mail comes from"],
    ["replyTo", "nora at cold.com", "the mailbox that a person reads replies in"],
    ["postalAddress", "Cork", "your company's postal address"],
    ["salesEmail", "Sales <sales@cold.com>", "the address that is told of ripe leads"],
    ["salesEmail", ["sales@cold.com"], "the address that is told of ripe leads"],
    ["tasksEmail", "nobody", "the address of whoever calls and writes to leads"],
    ["operatorsEmail", "nobody", "the address that alarms go to"],
    ["allowedOrigins", [], "a list of the exact origins"],
    ["allowedOrigins", ["*"], "a list of the exact origins"],
    ["allowedOrigins", ["https://*.cold.com"], "a list of the exact origins"],
    ["allowedOrigins", ["https://www.cold.com/"], "a list of the exact origins"],
    ["allowedOrigins", ["http://www.cold.com"], "a list of the exact origins"],
    ["allowedOrigins", "https://www.cold.com", "a list of the exact origins"],
    ["thankYouUrls", { "A Guide": "https://www.cold.com" }, "a URL for each form's name"],
    ["thankYouUrls", ["https://www.cold.com"], "a URL for each form's name"],
    ["defaultTimeZone", "Dublin", "the IANA time zone"],
    ["defaultTimeZone", "+02:00", "the IANA time zone"],
    ["formStamp", "always", '"required" where every form asks for a stamp'],
    ["formLimits", 20, "how many posts are taken of one mailbox a day"],
    ["retention", "3 years", "how long leads without a sign"],
    ["region", "eu-wset-1", "an AWS region"],
    ["region", "cn-north-1", "an AWS region"],
    ["region", "Ireland", "an AWS region"],
    ["identity", "exists", '"create", or "existing"'],
    ["mailFrom", "mail", "a subdomain of the sender's domain"],
    ["mailFrom", "https://mail.cold.com", "a subdomain of the sender's domain"],
    ["removal", "destroy", '"keep", or "delete"'],
    ["domain", "leads.cold.com", "a name of yours for the API"],
    ["monthlyBudget", 0, "US dollars a month"],
    ["monthlyBudget", "50 $", "US dollars a month"],
  ])("%s can't be %j", (name, value, right) => {
    const line = refusal({ [name]: value });
    expect(line).toContain(`context.${name} can't be ${JSON.stringify(value)}; it should be ${right}`);
    expect(line).not.toContain("\n");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["thankYouUrls", { guide: "/thanks" }, '.guide can\'t be "/thanks"; it should be a URL for each form'],
    [
      "thankYouUrls",
      { guide: "javascript:alert(1)" },
      '.guide can\'t be "javascript:alert(1)"; it should be',
    ],
    ["formLimits", { mailboxPerDay: 20 }, ".networkPerHour is missing; it should be a whole number from 10"],
    [
      "formLimits",
      { mailboxPerDay: 2, networkPerHour: 300 },
      ".mailboxPerDay can't be 2; it should be a whole",
    ],
    [
      "formLimits",
      { mailboxPerDay: 1001, networkPerHour: 300 },
      ".mailboxPerDay can't be 1001; it should be",
    ],
    ["formLimits", { mailboxPerDay: 20, networkPerHour: 9 }, ".networkPerHour can't be 9; it should be"],
    [
      "formLimits",
      { mailboxPerDay: 20, networkPerHour: 1e6 },
      ".networkPerHour can't be 1000000; it should be",
    ],
    [
      "formLimits",
      { mailboxPerDay: 20.5, networkPerHour: 300 },
      ".mailboxPerDay can't be 20.5; it should be",
    ],
    ["retention", { leads: "3" }, '.leads can\'t be "3"; it should be 30 days to 10 years.'],
    ["retention", { leads: "29 days" }, '.leads can\'t be "29 days"; it should be 30 days to 10 years.'],
    ["retention", { mails: "11 years" }, '.mails can\'t be "11 years"; it should be 30 days to 10 years.'],
    ["retention", { logs: "100 days" }, '.logs can\'t be "100 days"; it should be one of 1 week, 2 weeks,'],
    ["retention", { lead: "3 years" }, '.lead is no key of it; did you mean "leads"?'],
    [
      "domain",
      { name: "leads.cold.com" },
      ".certificateArn is missing; it should be the ARN of its certificate",
    ],
    [
      "domain",
      { name: "https://leads.cold.com", certificateArn },
      '.name can\'t be "https://leads.cold.com"; it',
    ],
    [
      "domain",
      { ...DOMAIN, certificateArn: "arn:aws:iam::1:x" },
      '.certificateArn can\'t be "arn:aws:iam::1:x";',
    ],
    ["domain", { ...DOMAIN, webACLArn: webAclArn }, '.webACLArn is no key of it; did you mean "webAclArn"?'],
    [
      "domain",
      { ...DOMAIN, webAclArn: webAclArn.replace("us-east-1", "eu-west-1") },
      `.webAclArn can't be "${webAclArn.replace("us-east-1", "eu-west-1")}"; it should be a web ACL of scope CloudFront`,
    ],
    ["domain", { ...DOMAIN, frontOnly: "yes" }, '.frontOnly can\'t be "yes"; it should be true once the DNS'],
  ])("in %s %j, by the key that is wrong", (name, value, told) => {
    expect(refusal({ [name]: value })).toMatch(/^[^\n]+$/);
    expect(refusal({ [name]: value })).toContain(`cdk.json: context.${name}${told}`);
  });

  test("two keys of one object in two lines", () => {
    const lines = refusal({ formLimits: { mailboxPerDay: 1, networkPerDay: 300 } }).split("\n");
    expect(lines.map((line) => line.split(/ (?:is|can't)/)[0])).toEqual([
      "cdk.json: context.formLimits.mailboxPerDay",
      "cdk.json: context.formLimits.networkPerHour",
      "cdk.json: context.formLimits.networkPerDay",
    ]);
  });

  test("a long value is cut where one sees that it is", () => {
    const line = refusal({ postalAddress: `Cork\n${"x".repeat(400)}` });
    expect(line).toMatch(/x…; it should be/);
    expect(line.length).toBeLessThan(400);
  });

  test("all that are wrong are told, a line each, in the file's order and then what it lacks", () => {
    const { stage: _, sender: __, replyTo: ___, salesEmail: ____, ...fine } = ours;
    expect(
      refusalOf({ sender: "", stage: "Prod", ...fine, replyTo: 1, retension: 3 }).map(
        (line) => line.split(";")[0],
      ),
    ).toEqual([
      "cdk.json: context.sender is blank",
      'cdk.json: context.stage can\'t be "Prod"',
      "cdk.json: context.replyTo can't be 1",
      "cdk.json: context.retension is no setting",
      "cdk.json: context.salesEmail is missing",
    ]);
  });

  test.each([
    ["senders", "Nora <nora@cold.com>", 'is no setting; did you mean "sender"?'],
    ["retension", {}, 'is no setting; did you mean "retention"?'],
    ["salesemail", "sales@cold.com", 'is no setting; did you mean "salesEmail"?'],
    ["colour", "blue", "is no setting; docs/settings.md lists all there are."],
  ])("%s, which is none", (name, value, said) => {
    expect(refusal({ [name]: value })).toBe(`cdk.json: context.${name} ${said}`);
  });
});

test("what belongs to CDK is no setting mistyped", () => {
  const ofCdk = { "@aws-cdk/core:checkSecretUsage": true, "aws:cdk:version-reporting": true };
  const lookedUp = { "availability-zones:account=1:region=eu-west-1": ["eu-west-1a"] };
  expect(readWith({ ...ofCdk, ...lookedUp, "cli-telemetry": false })).toEqual(readWith({}));
});

test("null is as if the setting weren't there, in the file and with -c", () => {
  expect(readWith({ domain: null, retention: null, monthlyBudget: null })).toEqual(readWith({}));
  expect(readWith({ domain: "null", retention: "null", monthlyBudget: "null" })).toEqual(readWith({}));
});

test("a list or an object given with -c arrives as text, and is read as JSON", () => {
  const read = readWith({
    allowedOrigins: '["https://a.com"]',
    thankYouUrls: '{"guide":"https://a.com/thanks"}',
    formLimits: '{"mailboxPerDay":5,"networkPerHour":50}',
    monthlyBudget: "50",
  });
  expect(read).toMatchObject({
    allowedOrigins: ["https://a.com"],
    thankYouUrls: { guide: "https://a.com/thanks" },
    formLimits: { mailboxPerDay: 5, networkPerHour: 50 },
    monthlyBudget: 50,
  });
});

test("values of the sample are told apart from a company's own by their .example domains and its name", () => {
  expect(exampleSettings(readWith({}))).toEqual([]);
  expect(
    exampleSettings(
      readWith({
        sender: "a@b.example",
        postalAddress: "Orchard Cold Chain, Cork",
        thankYouUrls: { guide: "https://b.example/x" },
      }),
    ),
  ).toEqual(["sender", "postalAddress", "thankYouUrls"]);
});

describe("a stack with values of the sample", () => {
  const TOM = Person.parse({ name: "Tom", email: "tom@cold.com", zone: "Europe/Dublin" });

  const warnings = (context: Record<string, unknown>, options: Pick<RipenAppOptions, "desk"> = {}) => {
    const unbundled = { ...context, "aws:cdk:bundling-stacks": [] };
    const app = ripenApp({ ...options, context: unbundled, validate: false });
    const found = Annotations.fromStack(app.node.findChild("Ripen") as Stack).findWarning(
      "*",
      Match.anyValue(),
    );
    return found.map(({ entry }) => String(entry.data));
  };

  test("synthesizes, and warns which ones they are", () => {
    expect(warnings({ sender: "Ana <ana@cold.com>", stage: "prod" })).toEqual([
      expect.stringContaining(
        "example values, so nothing reaches anybody: replyTo, postalAddress, salesEmail,",
      ),
      expect.stringContaining("example addresses, so they hear of no lead: tom, ines,"),
    ]);
  });

  test("warns of nothing once all are a company's own", () => {
    expect(warnings(ours, { desk: { people: { tom: TOM }, pools: [] } })).toEqual([]);
  });
});
