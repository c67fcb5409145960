/** What a post says once it is in: which posts are one, what it proves, and what it can't say. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newPost } from "../../local/leads/new-post.ts";
import { takeIn } from "../../local/leads/take-in.ts";
import { isKnown, type LedgerLine } from "../../workflows/rules/life.ts";
import { campaign } from "../stories/campaign.ts";
import { JSON_BODY } from "../stories/http-event.ts";
import { type Answer, FITTING, type Story, story } from "../stories/line.ts";

const WORDING = "Send me letters about cold stores. I can leave at any time.";

async function comes(
  told: Story,
  fields: object,
  headers: Readonly<Record<string, string>> = {},
  ip = "203.0.113.7",
): Promise<Answer> {
  const body = JSON.stringify(fields);
  const answer = await told.sends("leads", {
    method: "POST",
    headers: { ...JSON_BODY, ...headers },
    body,
    ip,
  });
  await told.line.settle();
  return answer;
}

const forms = (ledger: readonly LedgerLine[]) => ledger.filter(({ kind }) => kind === "form");
const key = (text: string) => ({ "idempotency-key": text });

describe("the same post twice", () => {
  test("S9 by its key, whatever its content: the first is kept", async () => {
    const told = story();
    await comes(told, FITTING, key("a1"));
    await comes(told, { ...FITTING, email: "ZOE@dairy.example", timeline: "now", city: "Cork" }, key("a1"));
    const { lead, ledger } = await told.lead();
    expect(forms(ledger)).toHaveLength(1);
    expect([lead.answers, lead.profile.city]).toEqual([{}, undefined]);
  });

  test("S9 of the same content under two keys it is two posts; of two people under one key, two people", async () => {
    const told = story();
    await comes(told, FITTING, key("a1"));
    await comes(told, FITTING, key("a2"));
    await comes(told, { ...FITTING, email: "leo@dairy.example" }, key("a1"));
    expect(forms((await told.lead()).ledger)).toHaveLength(2);
    expect(forms((await told.lead("leo@dairy.example")).ledger)).toHaveLength(1);
  });

  test("S9 by its key on another day, on another form, and after leaving: sent again it agrees to nothing anew", async () => {
    const told = story();
    await comes(told, FITTING, key("a1"));
    await told.passes("1 day");
    await comes(told, { ...FITTING, form: "another" }, key("a1"));
    await told.unsubscribes();
    await comes(told, FITTING, key("a1"));
    const { lead, ledger } = await told.lead();
    expect(forms(ledger)).toHaveLength(1);
    expect(lead.consent.withdrawnAt).toBeDefined();
    await comes(told, FITTING, key("a2"));
    expect((await told.lead()).lead.consent.withdrawnAt).toBeUndefined();
  });

  test("S9 64 of one key at once, each with other content, are one post", async () => {
    const told = story();
    const posts = Array.from({ length: 64 }, (_, n) =>
      comes(told, { ...FITTING, city: `Place ${n}` }, key("a1")),
    );
    await Promise.all(posts);
    expect(forms((await told.lead()).ledger)).toHaveLength(1);
  });

  test.each(["", "two words", "é", "x".repeat(201)])(
    "a key that is none, %j, is refused in words",
    async (odd) => {
      const told = story();
      const answer = await comes(told, FITTING, key(odd));
      expect(answer).toMatchObject({
        statusCode: 400,
        body: expect.stringContaining("1 to 200 visible ASCII"),
      });
      expect(told.line.leads.all()).toEqual([]);
    },
  );
});

const sha256 = (words: string) => createHash("sha256").update(words).digest("hex");

describe("what stands as proof", () => {
  const proofs = async (told: Story) =>
    (await told.lead()).ledger.flatMap(({ kind, proof }) => (kind === "consent" && proof ? [proof] : []));

  test("where it was said and in which words: the page without its query, the campaign's own words", async () => {
    const told = story({
      campaigns: () => [campaign({ consent: { doubleOptIn: false, wording: WORDING } })],
    });
    await comes(told, FITTING, { referer: "https://zoe:secret@www.orchard.example/guide?mail=zoe#top" });
    expect(await proofs(told)).toEqual([
      expect.objectContaining({
        how: "single opt-in",
        channels: ["mail"],
        ip: "203.0.113.7",
        page: "https://www.orchard.example/guide",
        wording: {
          text: WORDING,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          stated: true,
          from: "campaign",
        },
      }),
    ]);
  });

  test("words that a page sends are kept as they are, and it is said whether the campaign states them", async () => {
    const told = story({
      campaigns: () => [campaign({ consent: { doubleOptIn: false, wording: WORDING } })],
    });
    await comes(told, { ...FITTING, consent_wording: "Yes, mail me!", page: "https://a.example/x?y" });
    const [proof] = await proofs(told);
    expect(proof).toMatchObject({
      page: "https://a.example/x",
      wording: { text: "Yes, mail me!", stated: false, from: "form" },
    });
  });

  test("words that a page sends are the campaign's, whatever line ends and spaces its file has; nobody's own are told from them", async () => {
    const told = story({
      campaigns: () => [
        campaign({ consent: { doubleOptIn: false, wording: `${WORDING}\r\nOne a month.\n` } }),
      ],
    });
    await comes(told, { ...FITTING, consent_wording: ` ${WORDING}\nOne a month.` });
    const [proof] = await proofs(told);
    const text = `${WORDING}\nOne a month.`;
    expect(proof?.wording).toEqual({ text, sha256: sha256(text), stated: true, from: "form" });
  });

  test("of words that are too long the beginning is kept, and the hash of all of them", async () => {
    const told = story({
      campaigns: () => [campaign({ consent: { doubleOptIn: false, wording: WORDING } })],
    });
    const long = `Yes. ${"And more. ".repeat(200)}Unless I say no.`;
    await comes(told, { ...FITTING, consent_wording: long });
    const [proof] = await proofs(told);
    expect(proof?.wording).toEqual({
      text: long.slice(0, 1_000),
      sha256: sha256(long),
      stated: false,
      from: "form",
    });
  });

  test.each(["javascript:alert(1)", "/guide", "ftp://a.example/x", ""])("%j is no page", async (page) => {
    const told = story();
    await comes(told, { ...FITTING, page });
    expect((await proofs(told))[0]).not.toHaveProperty("page");
  });

  test("calls and letters are agreed to each for itself", async () => {
    const told = story();
    await comes(told, { email: FITTING.email, consent_call: "on", consent_letter: "no" });
    const [proof] = await proofs(told);
    expect(proof?.channels).toEqual(["call"]);
    expect((await told.lead()).lead.consent).toMatchObject({ call: { givenAt: told.now } });
  });

  test("who agrees to nothing leaves no address of a network behind", async () => {
    const told = story();
    await comes(told, { email: FITTING.email });
    expect(JSON.stringify(told.line.leads.all())).not.toContain("203.0.113.7");
  });
});

describe("an address that may be mistyped", () => {
  test("is taken as it is; a program hears what was probably meant, a browser's address bar says nothing", async () => {
    const told = story();
    const answer = await comes(told, { ...FITTING, email: "Zoe@gmial.com" });
    expect([answer.statusCode, JSON.parse(answer.body ?? "")]).toEqual([
      202,
      { status: "received", didYouMean: "Zoe@gmail.com" },
    ]);
    expect((await told.lead("zoe@gmial.com")).lead.address).toBe("Zoe@gmial.com");
    const { headers } = await told.submits({ ...FITTING, email: "zoe@gmial.com" });
    expect(JSON.stringify(headers)).not.toMatch(/gm[ai]+l/);
  });

  test.each(["info@dairy.example", "zoe@mailinator.com", "zoe@gmail.com"])(
    "%s is taken without a word",
    async (email) => {
      const told = story();
      const answer = await comes(told, { ...FITTING, email });
      expect(JSON.parse(answer.body ?? "")).toEqual({ status: "received" });
      expect(isKnown(await told.life(email))).toBe(true);
    },
  );
});

test("S48 a form sets no score and no stage: what it says of them is dropped", async () => {
  const [plain, told] = [story(), story()];
  await plain.posts(FITTING);
  await told.posts({
    ...FITTING,
    score: { fit: 100, total: 100 },
    lifecycle: "sql",
    segment: "large",
    because: "I say so",
    consentHow: "by word of mouth",
    confirmedAt: 1,
    owner: { name: "Mallory", address: "mallory@evil.example" },
    by: "import",
    mailbox: "0",
    generation: 1,
    createdAt: 1,
    leadId: "0".repeat(32),
  });
  const { ledger, ...rest } = await told.lead();
  const { ledger: expected, ...other } = await plain.lead();
  expect(rest).toEqual(other);
  expect(ledger.map(({ kind, what }) => [kind, what])).toEqual(
    expected.map(({ kind, what }) => [kind, what]),
  );
});

test("who is brought in by us has its mailbox noted too", async () => {
  const told = story({
    campaigns: () => [campaign({ enter: { forms: ["cold-store-guide"], imports: ["fair"] } })],
  });
  const { world } = told.line;
  const post = newPost({ email: "Z.oe+fair@gmail.com" }, { by: "import", source: "fair" }, world.campaigns());
  if ("problem" in post) throw new Error(post.problem);
  await takeIn(world, { ...post, leadId: await world.identity.leadId(post.address), at: told.now });
  const { lead } = await told.lead("z.oe+fair@gmail.com");
  expect(lead.mailbox).toBe(await world.identity.mailbox("zoe@googlemail.com"));
});
