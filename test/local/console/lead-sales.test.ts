import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import type { Handoff } from "../../../workflows/rules/life.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { asBrowser, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { leadOf, lifeOf, START, ZOE } from "./sample-life.ts";
import { noticeOf } from "./sample-mail.ts";

const released: Handoff = {
  n: 1,
  campaign: "green-bananas",
  status: "released",
  releasedAt: START + DAY,
  because: "60 of 60 points",
  score: 60,
  to: "tom",
  notifiedAt: START + DAY,
  dueAt: START + 3 * DAY,
};
const accepted: Handoff = {
  ...released,
  status: "accepted",
  closedAt: START + DAY + HOUR,
  answeredBy: "Tom",
  promised: {
    contactBy: START + 4 * DAY,
    putOff: 0,
    attempts: [{ at: START + 2 * DAY, outcome: "voicemail", by: "tom" }],
  },
};

function laptopWith(...handoffs: readonly Handoff[]) {
  const lives = [lifeOf({ lead: leadOf({ lifecycle: "sal" }), handoffs })];
  const notice = (to: string, links: object, leadId: string | undefined = ZOE) =>
    noticeOf({
      attributes: { kind: "release", to },
      forPrograms: JSON.stringify({ leadId, links, about: ZOE }),
    });
  return consoleApp(
    fakeLaptop({
      lives,
      now: START + 2 * DAY + HOUR,
      notices: [
        notice("tom", { mine: "http://127.0.0.1:4000/desk/of-tom" }, "a daily list"),
        notice("ruth", {
          mine: "http://127.0.0.1:4000/desk/of-ruth",
          dossier: "http://127.0.0.1:4000/dossiers/z",
        }),
      ],
    }),
  );
}

describe("a lead's page, of sales", () => {
  it("says nothing of a lead that sales never heard of", async () => {
    expect(await asBrowser(laptopWith(), `/leads/${ZOE}`)).not.toContain("With sales");
  });

  it("says who has it, since when, what is due and what was tried, with the person's page and the dossier", async () => {
    const page = await asBrowser(laptopWith(accepted), `/leads/${ZOE}`);
    expect(text(page)).toContain("Who Tom, who accepted it");
    expect(text(page)).toMatch(/Since Wed 25 Nov 2026, 09:00 .* Due Try again by /);
    expect(text(page)).toContain("Tries Voicemail, or no answer, Thu 26 Nov 2026");
    expect(page).toContain('href="http://127.0.0.1:4000/desk/of-tom" rel="noreferrer">Leads of Tom');
    expect(page).toContain('href="http://127.0.0.1:4000/dossiers/z" rel="noreferrer">Dossier');
  });

  it("says who let it lie before, and of a lead that waits for somebody that nobody has it yet", async () => {
    const passedOn = { ...released, to: "ines", stage: 2, asked: ["tom"] };
    expect(text(await asBrowser(laptopWith(passedOn), `/leads/${ZOE}`))).toContain("Before Tom let it lie");
    const { to: _, notifiedAt: __, ...waiting } = released;
    expect(text(await asBrowser(laptopWith(waiting), `/leads/${ZOE}`))).toContain("Who nobody yet");
  });

  it("says how earlier hand-offs ended, with the note as text", async () => {
    const back: Handoff = {
      ...released,
      status: "rejected",
      closedAt: START + DAY + HOUR,
      answeredBy: "Tom",
      reason: "bad-timing",
      note: "<b>Q2</b>",
    };
    const page = await asBrowser(laptopWith(back), `/leads/${ZOE}`);
    expect(text(page)).toContain("Nobody has it now.");
    expect(page).toMatch(
      /Tom gave this lead back already on [^(]+\(.+\) \(bad-timing\)\. “&lt;b&gt;Q2&lt;\/b&gt;”/,
    );
  });
});

it("the list of leads says who of sales has one", async () => {
  expect(text(await asBrowser(laptopWith(accepted), "/leads"))).toContain("sales: Tom ·");
});

it("the sales inbox says what kind each notification is", async () => {
  expect(await asBrowser(laptopWith(accepted), "/sales-inbox")).toContain(
    '<span class="badge">release</span>',
  );
});
