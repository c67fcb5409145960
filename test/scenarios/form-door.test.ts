/** What the form's door lets in, what it asks to send once more, and what it takes and drops. */
import { describe, expect, test } from "vitest";
import { storyAtDoor } from "../stories/form-door.ts";
import { FORM, JSON_BODY, type Sent } from "../stories/http-event.ts";
import { type Answer, FITTING, type Story, story } from "../stories/line.ts";

const HOME = "https://www.orchard-cold-chain.example";
const PROVIDER = "203.0.113.7";

function asJson(fields: object, sent: Partial<Sent> = {}): Sent {
  const headers = { ...JSON_BODY, ...sent.headers };
  return { method: "POST", ...sent, headers, body: JSON.stringify(fields) };
}

function asForm(fields: Readonly<Record<string, string>>, sent: Partial<Sent> = {}): Sent {
  const headers = { ...FORM, ...sent.headers };
  return { method: "POST", ...sent, headers, body: new URLSearchParams(fields).toString() };
}

async function comes(told: Story, sent: Sent): Promise<Answer> {
  const answer = await told.sends("leads", sent);
  await told.line.settle();
  return answer;
}

async function stamp(told: Story): Promise<string> {
  const answer = await told.sends("leads", { method: "GET", token: "stamp" });
  return JSON.parse(answer.body ?? "{}").stamp;
}

const later = (told: Story, milliseconds: number) => told.line.liveUntil(told.now + milliseconds);

describe("a field that people don't see", () => {
  test.each([
    ["a program", asJson(FITTING), asJson({ ...FITTING, other_subject: "SEO" })],
    ["a form", asForm(FITTING), asForm({ ...FITTING, other_subject: "SEO" })],
  ])(
    "filled in by %s, it is answered like success, byte for byte, and nothing is stored",
    async (_, good, bad) => {
      const [honest, told] = [story(), story()];
      expect(await comes(told, bad)).toEqual(await comes(honest, good));
      expect((await told.life()).lead).toBeUndefined();
      expect(told.mails).toEqual([]);
      expect(told.line.counts.get("PostTrapped")).toBe(1);
    },
  );

  test("too quick, or too many from one network, it is told so like anybody: which field is the trap shows nowhere", async () => {
    const told = story();
    const stamp = await told.line.world.links.formStamp(told.now);
    const [free, trapped] = [
      asJson({ ...FITTING, stamp }),
      asJson({ ...FITTING, stamp, other_subject: "SEO" }),
    ];
    expect(await comes(told, trapped)).toEqual(await comes(told, free));
  });

  test("left empty, as people leave it, it says nothing", async () => {
    const told = story();
    await comes(told, asForm({ ...FITTING, other_subject: " " }));
    expect(told.touches()).toEqual(["welcome"]);
  });
});

describe("how long a form took", () => {
  test("without a stamp a plain form works", async () => {
    const told = story();
    expect(await comes(told, asForm(FITTING))).toMatchObject({ statusCode: 303 });
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("a stamp is never cached, says nothing of anybody, and asking for it changes nothing", async () => {
    const told = story();
    const answer = await told.sends("leads", { method: "GET", token: "stamp" });
    expect(answer).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
    expect(Object.keys(JSON.parse(answer.body ?? ""))).toEqual(["stamp"]);
    expect(await told.sends("leads", { method: "POST", token: "stamp" })).toMatchObject({ statusCode: 405 });
    expect(told.line.leads.all()).toEqual([]);
  });

  test("sooner than two seconds a program is asked to send the same again, and then it counts", async () => {
    const told = story();
    const post = asJson({ ...FITTING, stamp: await stamp(told) });
    await later(told, 1_999);
    expect(await comes(told, post)).toMatchObject({
      statusCode: 400,
      headers: { "content-type": "application/problem+json" },
      body: expect.stringContaining("send the same again, after two seconds"),
    });
    expect((await told.life()).lead).toBeUndefined();
    await later(told, 1);
    expect(await comes(told, post)).toMatchObject({ statusCode: 202 });
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("a person who was too quick presses once more, and everything typed is in the page", async () => {
    const told = story();
    const fields = { ...FITTING, stamp: await stamp(told) };
    const { statusCode, body = "" } = await comes(told, asForm(fields));
    expect(statusCode).toBe(400);
    expect(body).toContain("Nothing is lost");
    expect(sentBy(body)).toEqual(fields);
    await later(told, 2_000);
    expect(await comes(told, asForm(sentBy(body)))).toMatchObject({ statusCode: 303 });
    expect((await told.lead()).lead.profile.company).toBe(FITTING.company);
  });

  test.each([
    ["forged", async () => "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"],
    ["for something else", async (told: Story) => (await told.dossierLink()).split("/").at(-1) ?? ""],
    ["no text", async () => 5],
  ])("a stamp that is %s is none", async (_, made) => {
    const told = story();
    await told.posts(FITTING);
    const odd = await made(told);
    expect(await told.posts({ ...FITTING, city: "Cork", stamp: odd })).toMatchObject({ statusCode: 202 });
    const strict = storyAtDoor({ stamp: "required" });
    expect(await strict.posts({ ...FITTING, stamp: odd })).toMatchObject({ statusCode: 400 });
  });

  test("where a stamp is required, a post without one gets one, and is taken with it", async () => {
    const told = storyAtDoor({ stamp: "required" });
    const refused = await comes(told, asJson(FITTING));
    expect(refused.statusCode).toBe(400);
    const { stamp: fresh } = JSON.parse(refused.body ?? "");
    await later(told, 2_000);
    expect(await comes(told, asJson({ ...FITTING, stamp: fresh }))).toMatchObject({ statusCode: 202 });
  });

  test("where a stamp is required, a plain form's page has a fresh one; a day later it is none again", async () => {
    const told = storyAtDoor({ stamp: "required" });
    const { body = "" } = await comes(told, asForm({ ...FITTING, stamp: "forged" }));
    await later(told, 24 * 3_600_000 + 1);
    const { statusCode, body: anew = "" } = await comes(told, asForm(sentBy(body)));
    expect(statusCode).toBe(400);
    expect(sentBy(anew)["stamp"]).not.toBe(sentBy(body)["stamp"]);
    await later(told, 2_000);
    expect(await comes(told, asForm(sentBy(anew)))).toMatchObject({ statusCode: 303 });
  });
});

describe("how often", () => {
  test("beyond twenty posts of a mailbox a day, in whatever spelling, all is answered like success and nothing stored", async () => {
    const told = story();
    const post = (n: number) =>
      comes(told, asJson({ email: `Zoe+${n}@dairy.example`, consent: "yes", city: `Place ${n}` }));
    const answers = [];
    for (let n = 0; n < 25; n++) answers.push(await post(n));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(told.line.leads.all()).toHaveLength(20);
    expect(told.line.counts.get("PostOverLimit")).toBe(5);
    await told.passes("1 day");
    await post(25);
    expect(told.line.leads.all()).toHaveLength(21);
  });

  test("one network's posts end at the hour's limit with 429 and when to come again; other networks' go on", async () => {
    const told = storyAtDoor({ limits: { mailboxPerDay: 20, networkPerHour: 10 } });
    const from = (ip: string, n: number) => comes(told, asJson({ email: `p${n}@dairy.example` }, { ip }));
    for (let n = 0; n < 10; n++) expect((await from(PROVIDER, n)).statusCode).toBe(202);
    await later(told, 20 * 60_000);
    expect(await from(PROVIDER, 10)).toMatchObject({ statusCode: 429, headers: { "retry-after": "2400" } });
    expect((await from("203.0.113.8", 11)).statusCode).toBe(202);
    await later(told, 40 * 60_000);
    expect((await from(PROVIDER, 12)).statusCode).toBe(202);
    expect(told.line.leads.all()).toHaveLength(12);
  });

  test("a person of such a network is shown the form again, with all that they typed", async () => {
    const told = storyAtDoor({ limits: { mailboxPerDay: 20, networkPerHour: 1 } });
    await comes(told, asForm(FITTING, { ip: PROVIDER }));
    const {
      statusCode,
      headers,
      body = "",
    } = await comes(told, asForm({ ...FITTING, city: "Cork" }, { ip: PROVIDER }));
    expect([statusCode, headers?.["retry-after"]]).toEqual([429, "3600"]);
    expect(sentBy(body)).toMatchObject({ city: "Cork" });
  });

  test("X-Forwarded-For means nothing: the connection's own address counts", async () => {
    const told = storyAtDoor({ limits: { mailboxPerDay: 20, networkPerHour: 1 } });
    const pretending = (n: number) =>
      asJson(FITTING, { ip: PROVIDER, headers: { "x-forwarded-for": `198.51.100.${n}` } });
    expect((await comes(told, pretending(1))).statusCode).toBe(202);
    expect((await comes(told, pretending(2))).statusCode).toBe(429);
  });
});

describe("from which page", () => {
  test.each([
    ["the firm's own page", HOME, 202],
    ["our own page", "https://api.ripen.example", 202],
    ["no page", undefined, 202],
    ["another page", "https://evil.example", 403],
    ["the same name without TLS", "http://www.orchard-cold-chain.example", 403],
    ["a longer name", `${HOME}.evil.example`, 403],
    ["a page that hides itself", "null", 403],
  ])("a post of %s", async (_, origin, status) => {
    const told = story();
    const headers = { host: "api.ripen.example", ...(origin === undefined ? {} : { origin }) };
    const answer = await comes(told, asJson(FITTING, { headers }));
    expect(answer.statusCode).toBe(status);
    expect(told.line.leads.all()).toHaveLength(status === 202 ? 1 : 0);
    if (status === 403) {
      expect(answer.body).toContain("allowedOrigins");
      expect(answer.body).not.toContain(HOME);
    }
  });

  test("whoever filled in a form there is shown it again on our own page, and can send it from there", async () => {
    const told = story();
    const host = { host: "api.ripen.example" };
    const headers = { ...host, origin: "null", referer: "https://www.orchard.example/guide?to=zoe" };
    const shown = await comes(told, asForm(FITTING, { headers }));
    expect(shown).toMatchObject({ statusCode: 403, headers: { "referrer-policy": "same-origin" } });
    const again = (ticked: object) =>
      asForm(
        { ...sentBy(shown.body), ...ticked },
        { headers: { ...host, origin: "https://api.ripen.example" } },
      );
    expect(await comes(told, again({}))).toMatchObject({ statusCode: 303 });
    expect((await told.lead()).lead.consent).toEqual({});
    await comes(told, again({ consent: "yes" }));
    expect(told.touches()).toEqual(["welcome"]);
    const [{ proof } = {}] = (await told.lead()).ledger.filter(({ kind }) => kind === "consent");
    expect(proof?.page).toBe("https://www.orchard.example/guide");
  });

  test("what another page ticked, beside whatever words, is asked anew in ours and in sight", async () => {
    const told = story();
    const fields = { ...FITTING, consent_call: "yes", consent_wording: "I want to win an iPhone" };
    const shown = await comes(told, asForm(fields, { headers: { origin: "https://evil.example" } }));
    expect(shown.body).not.toContain("iPhone");
    expect(shown.body).toContain(
      '<input type="checkbox" name="consent" value="yes" ><span>Yes, send me the mails',
    );
    expect(shown.body).toContain(
      '<input type="checkbox" name="consent_call" value="yes" ><span>Yes, you may call me',
    );
  });

  test("whoever only mistyped the address finds the boxes ticked as they were, beside the form's own words", async () => {
    const told = story();
    const fields = { ...FITTING, email: "zoe", consent_wording: "Yes, the letters, please" };
    const shown = await comes(told, asForm(fields));
    expect(shown.body).toContain('name="consent" value="yes" checked><span>Yes, the letters, please');
    expect(sentBy(shown.body)).toMatchObject({ consent: "yes", consent_wording: "Yes, the letters, please" });
  });
});

/** What the form in a page would send, as it stands there. */
function sentBy(page = ""): Record<string, string> {
  const inputs = [...page.matchAll(/<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"[^>]*>/g)];
  const sent = inputs.filter(([input]) => !input.includes('type="checkbox"') || input.includes(" checked"));
  return Object.fromEntries(sent.map(([, name = "", value = ""]) => [name, value]));
}
