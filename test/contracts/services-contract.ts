/** What every mail service, topic, workflow and identity port must do. */
import { expect, test } from "vitest";
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
