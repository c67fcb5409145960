/** What docs/notifications.md promises to whoever writes a subscriber. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { refuseFilter } from "../../local/aws/sns-filters.ts";
import { noContactNotice } from "../../workflows/rules/no-contact.ts";
import { NO_CONTACT } from "../../workflows/rules/results.ts";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import { life, PLAYBOOK } from "../stories/lives.ts";
import { EVERY, notice } from "../stories/sales-notices.ts";

const guide = readFileSync(join(import.meta.dirname, "../../docs/notifications.md"), "utf8");

test("explains each field of the JSON, and every kind of notification", () => {
  const kinds = EVERY.map((what) => notice(what).attributes["kind"]);
  expect(
    [...Object.keys(NoticeJson.shape), ...kinds, NO_CONTACT].filter((name) => !guide.includes(`\`${name}\``)),
  ).toEqual([]);
});

test("its filter policies are ones that SNS takes, on attributes that there are", () => {
  const quoted = [...guide.matchAll(/^\| `(\{.*\})` \|/gm)].map(([, policy = ""]) => policy);
  const [, attributes = ""] = /--attributes '(.*)'/.exec(guide) ?? [];
  const policies = [...quoted, JSON.parse(attributes).FilterPolicy];
  expect(policies.length).toBeGreaterThan(4);
  for (const policy of policies) {
    expect(() => refuseFilter(policy)).not.toThrow();
    for (const name of Object.keys(JSON.parse(policy)))
      expect(Object.keys(notice("release").attributes)).toContain(name);
  }
});

describe("its function for chats", () => {
  const [, code = ""] = /```js\n(.*?)```/s.exec(guide) ?? [];
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  async function posted(chat: string, status = 200) {
    const bodies: string[] = [];
    vi.stubEnv("CHAT", chat);
    vi.stubEnv("WEBHOOK_URL", "https://chat.example/secret");
    vi.stubGlobal("fetch", async (url: string, { body }: { body: string }) => {
      expect(url).toBe("https://chat.example/secret");
      bodies.push(body);
      return new Response("", { status });
    });
    const { handler } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const links = { dossier: "https://api.ripen.example/dossiers/d" };
    const messages = [
      notice("release"),
      notice("follow-up", { handoff: { status: "accepted" } }),
      noContactNotice(life(), links, PLAYBOOK),
    ];
    await handler({ Records: messages.map(({ json }) => ({ Sns: { Message: JSON.stringify(json) } })) });
    return bodies.map((body) => JSON.parse(body));
  }

  test("writes to Slack, with a link to answer", async () => {
    const [release, followUp] = await posted("slack");
    expect(release.text).toContain("*Ripe lead: Zoë Müller, Dairy Süd*\nZoë Müller, Dairy Süd is ripe.");
    expect(release.text).toMatch(/<https:\/\/api\.ripen\.example\/handoffs\/a\?answer=accept\|Answer>$/);
    expect(followUp.text).toMatch(/\nDid you reach .*<https:\/\/api\.ripen\.example\/handoffs\/a\|Answer>$/s);
  });

  test("leads to the dossier where there is nothing to answer", async () => {
    const [, , noContact] = await posted("slack");
    expect(noContact.text).toMatch(/<https:\/\/api\.ripen\.example\/dossiers\/d\|Answer>$/);
  });

  test("writes a card to Teams", async () => {
    const [{ attachments }] = await posted("teams");
    const { body, actions } = attachments[0].content;
    expect(body.map(({ text }: { text: string }) => text)).toContain("Ripe lead: Zoë Müller, Dairy Süd");
    expect(actions[0].url).toMatch(/answer=accept$/);
  });

  test("fails when the chat refuses, so that Lambda tries again", async () => {
    await expect(posted("slack", 429)).rejects.toThrow("The chat answered 429.");
  });
});
