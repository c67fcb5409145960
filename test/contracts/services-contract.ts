/** What every mail service, topic, workflow, identity and link port must do. */
import { describe, expect, test } from "vitest";
import type { LinkClaims, LinkPurpose } from "../../functions/world/world.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

export function mailContract(outside: () => Outside): void {
  const letter = (to: string) => ({
    to,
    subject: "Bananas ripen by day, Zoë",
    html: "<p>Hello</p>",
    text: "Hello",
    headers: { "List-Unsubscribe": "<https://api.ripen.example/unsubscribe/x>" },
    tags: { leadId: freshId(), touchId: "small_1_welcome_1", attempt: "try-1" },
  });

  async function takenFor(to: string): Promise<number> {
    return (await outside().mails()).filter((mail) => mail.to === to).length;
  }

  test("a mail that is taken is answered with its message id, and was asked for once", async () => {
    const asked = outside().asked();
    const [first, second] = [
      await outside().world.mail.send(letter("one@dairy.example")),
      await outside().world.mail.send(letter("two@dairy.example")),
    ];
    expect(first).toEqual({ answer: "sent", messageId: expect.stringMatching(/./) });
    expect(second).not.toEqual(first);
    expect(await takenFor("one@dairy.example")).toBe(1);
    expect(outside().asked()).toBe(asked + 2);
  });

  test("the connection drops after the request: unknown, and SendEmail was called exactly once", async () => {
    const asked = outside().asked();
    outside().next("take it and drop the connection");
    const answer = await outside().world.mail.send(letter("dropped@dairy.example"));
    expect(answer).toEqual({ answer: "unknown", code: expect.stringMatching(/./) });
    expect(await takenFor("dropped@dairy.example")).toBe(1);
    expect(outside().asked()).toBe(asked + 1);
  });

  test.each([
    ["throttle", "TooManyRequestsException", false],
    ["reject the sender", "MessageRejected", false],
    ["refuse the address", "BadRequestException", true],
  ] as const)("%s: refused, nothing went out, and it was asked for once", async (fate, code, address) => {
    const asked = outside().asked();
    outside().next(fate);
    const answer = await outside().world.mail.send(letter("refused@dairy.example"));
    expect(answer).toEqual({ answer: "refused", code, address });
    expect(await takenFor("refused@dairy.example")).toBe(0);
    expect(outside().asked()).toBe(asked + 1);
  });
}

export function topicContract(outside: () => Outside, name: "sales" | "tasks"): void {
  const other = name === "sales" ? "tasks" : "sales";
  const notice = {
    subject: "Ripe lead: Zoë Müller",
    text: "Why now: 65 of 60 points\nAnswer: https://x.example",
  };

  test("a notification arrives as it was published, and nobody else hears of it", async () => {
    const before = (await outside().notices(name)).length;
    const elsewhere = await outside().notices(other);
    await outside().world[name].publish(notice);
    const notices = await outside().notices(name);
    expect(notices).toHaveLength(before + 1);
    expect(notices).toContainEqual(expect.objectContaining(notice));
    expect(await outside().notices(other)).toEqual(elsewhere);
  });

  test.each([
    `To do by 1 März: ${"Zoë Müller-Lüdenscheidt, ".repeat(5)}`.slice(0, 99),
    `Ripe lead: ŁUKASZ ŻÓŁĆ, ${"株式会社青果".repeat(20)}`.slice(0, 98).concat("…"),
    "Ripe lead: 田中 花子, Nguyễn & <Söhne> 100 % + more 🍌",
  ])("a subject of up to 99 characters in any script arrives whole: %s", async (subject) => {
    await outside().world[name].publish({ ...notice, subject });
    expect((await outside().notices(name)).map((each) => each.subject)).toContain(subject);
  });

  test("people get the text, programs the same as JSON, and filters the attributes", async () => {
    const told = {
      subject: `Told ${freshId()}`,
      text: "Zoë said “yes”:\n\n100 % & more 🍌",
      json: { says: "Zoë said “yes”", answers: [{ question: "When?", answer: "now" }], n: 2 },
      attributes: { kind: "next-person", to: "tom" },
    };
    await outside().world[name].publish(told);
    expect((await outside().notices(name)).at(-1)).toMatchObject(told);
  });

  test("100 kB of text and 100 kB of JSON arrive whole", async () => {
    const long = "Zoë, ".repeat(17_000);
    await outside().world[name].publish({ ...notice, text: long, json: { long } });
    expect((await outside().notices(name)).at(-1)).toMatchObject({ text: long, json: { long } });
  });

  test("only confirmed subscribers are counted", async () => {
    expect(await outside().world[name].confirmedSubscribers()).toBe(1);
    expect(await outside().unheard.confirmedSubscribers()).toBe(0);
  });
}

export function workflowsContract(outside: () => Outside): void {
  const workflows = () => outside().world.workflows;

  test("starting twice, and again after it has ended, is fine and starts one execution", async () => {
    const leadId = freshId();
    await workflows().start(leadId, MONDAY);
    await workflows().start(leadId, MONDAY);
    const token = await outside().tokenOf(leadId, MONDAY);
    expect(await workflows().wake(token)).toBe("woken");
    await workflows().start(leadId, MONDAY);
    expect(await outside().executions(leadId, MONDAY)).toBe(1);
  });

  test("another generation is another execution", async () => {
    const leadId = freshId();
    await workflows().start(leadId, MONDAY);
    await workflows().start(leadId, MONDAY + 1);
    expect(await outside().tokenOf(leadId, MONDAY)).not.toBe(await outside().tokenOf(leadId, MONDAY + 1));
    expect(await outside().executions(leadId, MONDAY + 1)).toBe(1);
  });

  test("a second wake on the same token finds nobody asleep", async () => {
    const leadId = freshId();
    await workflows().start(leadId, MONDAY);
    const token = await outside().tokenOf(leadId, MONDAY);
    expect(await workflows().wake(token)).toBe("woken");
    expect(await workflows().wake(token)).toBe("gone");
  });

  test.each(["no-token-at-all", "AAAA.BBBB", "AQC4AAAAKgAAAAMAAAAAAAAAAR1"])(
    "nobody sleeps on %s: such as the token of a machine that was replaced",
    async (token) => {
      expect(await workflows().wake(token)).toBe("gone");
    },
  );
}

export function identityContract(outside: () => Outside): void {
  const id = (address: string) => outside().world.identity.leadId(address);

  test.each([
    ["Zoe@Dairy.Example", "case"],
    [" zoe@dairy.example ", "outer spaces"],
    ["\tZOE@DAIRY.EXAMPLE\n", "both"],
  ])("%j is the same mailbox: %s is folded", async (spelling) => {
    expect(await id(spelling)).toBe(await id("zoe@dairy.example"));
  });

  test("a domain in its own script is the same as in ASCII", async () => {
    expect(await id("zoe@molkerei-süd.example")).toBe(await id("zoe@xn--molkerei-sd-2hb.example"));
    expect(await id("zoe@MOLKEREI-SÜD.example")).toBe(await id("zoe@molkerei-süd.example"));
  });

  test.each([
    ["zoe+trial@dairy.example"],
    ["z.oe@dairy.example"],
    ["zoe@dairy.example.org"],
    ["zoë@dairy.example"],
  ])("%s is somebody else", async (other) => {
    expect(await id(other)).not.toBe(await id("zoe@dairy.example"));
  });

  test("an id is 32 hex digits, and holds nothing of the address", async () => {
    expect(await id("zoe@dairy.example")).toMatch(/^[0-9a-f]{32}$/);
  });
}

const PURPOSES: readonly LinkPurpose[] = ["unsubscribe", "confirm", "handoff", "task", "question", "dossier"];

export function linksContract(outside: () => Outside): void {
  const links = () => outside().world.links;
  const tokenIn = (url: string) => url.split("/").at(-1) ?? "";
  const claims = (purpose: LinkPurpose, more: Partial<LinkClaims> = {}): LinkClaims => ({
    purpose,
    leadId: freshId(),
    ...more,
  });

  describe.each(PURPOSES)("a link to %s", (purpose) => {
    test("opens with all it was made with, on an address of ours that fits in a mail", async () => {
      const made = claims(purpose, { n: 2, releasedAt: MONDAY, touchId: "small_1_welcome_1", since: MONDAY });
      const url = await links().url(made);
      expect(url).toMatch(/^https:\/\/api\.ripen\.example\/[a-z]+\/[A-Za-z0-9._-]+$/);
      expect(url.length).toBeLessThan(500);
      expect(await links().open(purpose, tokenIn(url), MONDAY)).toEqual(made);
    });

    test("opens for nothing else", async () => {
      const token = tokenIn(await links().url(claims(purpose)));
      for (const other of PURPOSES.filter((each) => each !== purpose))
        expect(await links().open(other, token, MONDAY)).toBeUndefined();
    });

    test("never expires unless it says so", async () => {
      const made = claims(purpose);
      const token = tokenIn(await links().url(made));
      expect(await links().open(purpose, token, MONDAY + 50 * 365 * 86_400_000)).toEqual(made);
    });

    test("that expires opens until the last millisecond before, and not at it", async () => {
      const made = claims(purpose);
      const token = tokenIn(await links().url({ ...made, expiresAt: MONDAY }));
      expect(await links().open(purpose, token, MONDAY - 1)).toEqual(made);
      expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
      expect(await links().open(purpose, token, MONDAY + 1)).toBeUndefined();
    });

    test("signed before the key was rotated still opens, and one signed since does too", async () => {
      const made = claims(purpose);
      const before = tokenIn(await links().url(made));
      const since = tokenIn(await outside().rotated.url(made));
      expect(await outside().rotated.open(purpose, before, MONDAY)).toEqual(made);
      expect(await outside().rotated.open(purpose, since, MONDAY)).toEqual(made);
      expect(await links().open(purpose, since, MONDAY)).toBeUndefined();
    });

    test("signed by somebody else does not open", async () => {
      const token = tokenIn(await outside().foreign.url(claims(purpose)));
      expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
    });

    test("with any one character changed, cut or added does not open", async () => {
      const token = tokenIn(await links().url(claims(purpose)));
      for (const each of mangled(token)) expect(await links().open(purpose, each, MONDAY)).toBeUndefined();
    });

    test("with another lead's name put in does not open", async () => {
      const [head = "", body = "", seal = ""] = tokenIn(await links().url(claims(purpose))).split(".");
      const payload = JSON.parse(Buffer.from(body, "base64url").toString());
      const forged = Buffer.from(JSON.stringify({ ...payload, sub: freshId() })).toString("base64url");
      expect(await links().open(purpose, `${head}.${forged}.${seal}`, MONDAY)).toBeUndefined();
      const none = Buffer.from(JSON.stringify({ alg: "none", kid: "k1" })).toString("base64url");
      expect(await links().open(purpose, `${none}.${forged}.`, MONDAY)).toBeUndefined();
    });
  });

  test.each(["", ".", "..", "a.b.c", "null", "%00", "{}", "🍌".repeat(40), "x".repeat(5_000)])(
    "what is no token at all does not open: %.20s",
    async (token) => {
      for (const purpose of PURPOSES) expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
    },
  );
}

/** Every third character changed or the rest cut away; the last one of base64 holds bits that say nothing, and is left. */
function* mangled(token: string): Generator<string> {
  for (let at = 0; at < token.length - 1; at += 3) {
    const changed = token[at] === "A" ? "B" : "A";
    yield token.slice(0, at) + changed + token.slice(at + 1);
    yield token.slice(0, at);
    yield `${token.slice(0, at)}.`;
  }
  yield `${token}.`;
  yield `${token}.${token}`;
}
