import { describe, expect, test } from "vitest";
import { FORM, JSON_BODY, type Sent } from "../stories/http-event.ts";
import { type Answer, FITTING, type Story, story } from "../stories/line.ts";

interface ProblemDetails {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
}

async function posting(request: Partial<Sent>): Promise<{ told: Story; answer: Answer }> {
  const told = story();
  const answer = await told.sends("leads", { method: "POST", headers: JSON_BODY, ...request });
  await told.line.settle();
  return { told, answer };
}

/** Refused as a program is told: what was wrong and what would be right, nothing stored, nothing of the inside shown. */
function problemOf({ told, answer }: { told: Story; answer: Answer }): ProblemDetails {
  expect(answer.headers).toMatchObject({ "content-type": "application/problem+json" });
  const problem = JSON.parse(answer.body ?? "") as ProblemDetails;
  expect(problem.status).toBe(answer.statusCode);
  expect(answer.body).not.toMatch(/at \w+ \(|node_modules|Error:|<script/);
  untouched(told);
  return problem;
}

function untouched(told: Story): void {
  expect(told.line.leads.all()).toEqual([]);
  expect(told.mails).toEqual([]);
  expect(told.line.nextEvent()).toBe(Number.POSITIVE_INFINITY);
}

describe("an address that nobody can write to", () => {
  const BAD: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /needed/],
    ["", /needed/],
    ["   ", /needed/],
    [null, /needed/],
    ["zoe", /lacks its @/],
    ["@dairy.example", /before the @ is missing/],
    ["zoe@", /not a mail domain/],
    ["zoe@dairy", /company\.com/],
    ["zoe@@dairy.example", /more than one @/],
    ["zoe muller@dairy.example", /no spaces/],
    ["zoe@dairy.example, ben@dairy.example", /no spaces|one e-mail address/],
    ["zoe@dairy.example\r\nBcc: ben@dairy.example", /invisible/],
    ["Zoë <zoe@dairy.example>", /without a name/],
    ["zoe..m@dairy.example", /single dots/],
    ["zoë@dairy.example", /letters from a to z/],
    ["zoe@-dairy.example", /not a mail domain/],
    ["zoe@127.0.0.1", /not a mail domain/],
    [`${"z".repeat(65)}@dairy.example`, /64/],
    [`zoe@${"d".repeat(250)}.example`, /254/],
    [12, /lacks its @/],
    [true, /lacks its @/],
    [["zoe@dairy.example"], /without a name|brackets/],
    [{ address: "zoe@dairy.example" }, /without a name|brackets/],
  ];

  test.each(BAD)("as JSON, %j: 400, the field, and what would be right", async (email, right) => {
    const problem = problemOf(await posting({ body: JSON.stringify({ ...FITTING, email }) }));
    expect(problem).toMatchObject({ status: 400, errors: [{ field: "email" }] });
    expect(problem.errors?.[0]?.problem).toMatch(right);
    expect(problem.detail).toBe(problem.errors?.[0]?.problem);
  });

  test.each(BAD.filter(([email]) => typeof email === "string"))(
    "on a form, %j: a page that says it and keeps what was typed",
    async (email, right) => {
      const told = story();
      const typed = { ...FITTING, email: String(email), message: `two\nlines & <b>"quotes"</b>` };
      const answer = await told.submits(typed);
      expect(answer.statusCode).toBe(400);
      expect(answer.headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
      });
      expect(answer.body).toMatch(right);
      expect(answer.body).toContain('name="company" value="Dairy Süd"');
      expect(answer.body).toContain(
        'name="message" value="two\nlines &amp; &lt;b&gt;&quot;quotes&quot;&lt;/b&gt;"',
      );
      expect(answer.body).not.toContain("<b>");
      untouched(told);
    },
  );

  test("the page's form, corrected and sent again, makes the lead with all that was typed first", async () => {
    const told = story();
    const { body = "" } = await told.submits({ ...FITTING, email: "zoe@dairy", utm_source: "fair" });
    const kept = [...body.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const again = await told.submits({ ...Object.fromEntries(kept), email: "zoe@dairy.example" });
    expect(again).toMatchObject({
      statusCode: 303,
      headers: { location: expect.stringContaining("thank-you") },
    });
    const { lead } = await told.lead();
    expect(lead.profile).toEqual({
      name: FITTING.name,
      company: FITTING.company,
      employees: FITTING.employees,
    });
    expect(lead.source.utm).toEqual({ utm_source: "fair" });
  });

  test.each([
    " zoe@dairy.example ",
    "ZOE@dairy.example",
    "zoe+guide@dairy.example",
    "o'hara@dairy.example",
    "zoe@dairy.co.uk",
    "zoe@käserei.example",
    "ｚｏｅ＠dairy.example",
    "\u200bzoe@dairy.example",
  ])("%j is an address and is taken", async (email) => {
    const { answer, told } = await posting({ body: JSON.stringify({ email }) });
    expect(answer.statusCode).toBe(202);
    expect(told.line.leads.all()).toHaveLength(1);
  });
});

describe("a body that is none", () => {
  const json = JSON.stringify(FITTING);
  const large = (bytes: number) => {
    const empty = JSON.stringify({ ...FITTING, message: "" });
    return JSON.stringify({ ...FITTING, message: "x".repeat(bytes - Buffer.byteLength(empty)) });
  };

  test.each<[string, Partial<Sent>, number, RegExp]>([
    ["malformed JSON", { body: '{"email": "zoe@dairy.example"' }, 400, /quotes, commas/],
    ["a JSON array", { body: `[${json}]` }, 400, /one JSON object/],
    ["a JSON string", { body: '"zoe@dairy.example"' }, 400, /one JSON object/],
    ["JSON null", { body: "null" }, 400, /one JSON object/],
    ["no body", {}, 400, /address is needed/],
    ["an empty object", { body: "{}" }, 400, /address is needed/],
    ["a form sent as JSON", { body: "email=zoe%40dairy.example" }, 400, /not JSON/],
    ["no content type", { headers: {}, body: json }, 415, /application\/json/],
    [
      "an unknown content type",
      { headers: { "content-type": "text/plain" }, body: json },
      415,
      /not text\/plain/,
    ],
    ["XML", { headers: { "content-type": "application/xml" }, body: "<a/>" }, 415, /not application\/xml/],
    [
      "multipart",
      { headers: { "content-type": "multipart/form-data; boundary=b" }, body: "--b--" },
      415,
      /x-www-form-urlencoded/,
    ],
    [
      "a type with markup",
      { headers: { "content-type": "<script>/x" }, body: json },
      415,
      /application\/json\.$/,
    ],
    ["one byte over 16 kB", { body: large(16 * 1024 + 1) }, 413, /16385 bytes; at most 16384/],
    [
      "over 16 kB in letters that take three bytes",
      { body: JSON.stringify({ ...FITTING, message: "食".repeat(6000) }) },
      413,
      /at most 16384/,
    ],
    [
      "over 16 kB in base64",
      { body: Buffer.from(large(16 * 1024 + 1)).toString("base64"), base64: true },
      413,
      /16385 bytes/,
    ],
    [
      "malformed JSON in base64",
      { body: Buffer.from("{").toString("base64"), base64: true },
      400,
      /not JSON/,
    ],
  ])(
    "%s is refused with what would be right, and nothing is stored",
    async (_what, request, status, right) => {
      const problem = problemOf(await posting(request));
      expect(problem.status).toBe(status);
      expect(problem.detail).toMatch(right);
    },
  );

  test.each<[string, Partial<Sent>]>([
    ["16 kB to the byte", { body: large(16 * 1024) }],
    [
      "a charset beside the type",
      { headers: { "Content-Type": "Application/JSON; charset=utf-8" }, body: json },
    ],
    ["base64", { body: Buffer.from(json).toString("base64"), base64: true }],
  ])("%s is taken", async (_what, request) => {
    const { answer, told } = await posting(request);
    expect(answer).toMatchObject({ statusCode: 202, body: JSON.stringify({ status: "received" }) });
    expect((await told.lead()).lead.profile.name).toBe("Zoë Müller");
  });

  test("a form in base64, as API Gateway sends it, is taken and goes on to the thank-you page", async () => {
    const body = Buffer.from(new URLSearchParams(FITTING).toString()).toString("base64");
    const { answer, told } = await posting({ headers: FORM, body, base64: true });
    expect(answer).toMatchObject({ statusCode: 303, body: "" });
    expect((await told.lead()).lead.profile.name).toBe("Zoë Müller");
  });

  test.each(["GET", "HEAD", "PUT", "DELETE"])(
    "%s is refused with 405 and says what is allowed",
    async (method) => {
      const { answer, told } = await posting({ method });
      expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "POST" } });
      untouched(told);
    },
  );
});
