import { describe, expect, test } from "vitest";
import { eraseLead } from "../../functions/erase-lead.ts";
import { addLead } from "../../local/leads/add-lead.ts";
import { takeLead } from "../../local/leads/take-lead.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import { campaign } from "../stories/campaign.ts";
import { FITTING, type Story, story } from "../stories/line.ts";

const FAIR = { by: "hand", source: "fair-2026", consent: "asked at the stand" } as const;
const PAT = { email: "pat@dairy.example", firstName: "Pat", lastName: "Quinn" };

function begin(): Story {
  return story({
    campaigns: () => [campaign({ enter: { forms: ["cold-store-guide"], imports: ["fair-2026"] } })],
  });
}

async function adds(told: Story, fields: Readonly<Record<string, string>>, origin: object = {}) {
  const added = await addLead(told.line.world, fields, { ...FAIR, ...origin });
  await told.line.settle();
  return added.inWords;
}

async function takes(told: Story, email: string, because = "they called"): Promise<void> {
  await takeLead(told.line.world, await told.line.world.identity.leadId(email), because);
  await told.line.settle();
}

describe("a lead added by hand", () => {
  test("enters the source's campaigns, is written to, and says how it came", async () => {
    const told = begin();
    const said = await adds(told, PAT);
    expect(said).toMatch(
      /^pat@dairy\.example, lead [0-9a-f]{32}, is new\. It enters small, where it belongs there\.$/,
    );
    expect(told.touches(PAT.email)).toEqual(["welcome"]);
    expect((await told.lead(PAT.email)).lead).toMatchObject({
      profile: { name: "Pat Quinn" },
      because: "was added by hand (fair-2026) and agreed to mail",
    });
  });

  test("without a word on its consent it is stored and not written to", async () => {
    const told = begin();
    expect(await adds(told, PAT, { consent: undefined })).toContain("It isn't mailed");
    await told.passes("1 month");
    expect(told.mails).toEqual([]);
  });

  test("twice is once, and one that is known only gets what it lacked", async () => {
    const told = begin();
    await told.posts(FITTING);
    expect(await adds(told, { email: FITTING.email, city: "Cork" })).toContain("was known already");
    expect(await adds(told, { email: FITTING.email, city: "Cork" })).toContain("nothing changed");
    const { lead, enrolments } = await told.lead();
    expect([lead.profile.city, lead.profile.name, enrolments.length]).toEqual(["Cork", FITTING.name, 1]);
  });

  test("who left is noted, not brought back, and who was erased is not taken at all", async () => {
    const told = begin();
    await told.posts(FITTING);
    await told.unsubscribes();
    expect(await adds(told, { email: FITTING.email })).toContain(
      "not brought back: the lead unsubscribed. Only its own word counts.",
    );
    await told.passes("1 month");
    expect(told.touches()).toEqual(["welcome"]);
    told.line.leads.erase((await told.life()).leadId, told.now);
    await expect(adds(told, { email: FITTING.email })).rejects.toThrow("was erased at its wish");
  });

  test("who was only kept no longer is taken, as somebody new", async () => {
    const told = begin();
    await told.posts(FITTING);
    await eraseLead(told.line.world, await told.life(), told.now, false);
    await told.passes("1 minute");
    expect(await adds(told, { email: FITTING.email })).toContain("is new");
  });

  test.each([
    [{ ...PAT, email: "pat@" }, {}, "What follows the @ is not a mail domain"],
    [PAT, { source: "fair-2025" }, 'No campaign takes in leads from "fair-2025". Did you mean "fair-2026"?'],
  ])("%j from %j is refused in words", async (fields, origin, says) => {
    await expect(adds(begin(), fields, origin)).rejects.toThrow(says);
  });
});

describe("they called: take it now", () => {
  test("sales is told within the second, and reads why; the letters stop", async () => {
    const told = begin();
    await told.posts({ ...FITTING, employees: "3" });
    await told.passes("1 day");
    const at = told.now;
    await takes(told, FITTING.email, "they called  about\nroom 3");
    expect(told.notices).toMatchObject([{ at }]);
    expect(told.notices[0]?.text).toContain("they called about room 3");
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "mql", because: "they called about room 3" });
    await told.accepts("Tom");
    await told.passes("1 month");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("it works for one that unsubscribed, and for one whose workflow has ended", async () => {
    const told = begin();
    await told.posts(FITTING);
    await told.unsubscribes();
    await told.passes("3 months");
    expect((await told.lead()).lead.endedAt).toBeDefined();
    await takes(told, FITTING.email);
    expect(told.notices).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("pressed twice at the same moment, sales is told once", async () => {
    const told = begin();
    await told.posts(FITTING);
    const leadId = await told.line.world.identity.leadId(FITTING.email);
    const both = await Promise.allSettled([
      takeLead(told.line.world, leadId, "they called"),
      takeLead(told.line.world, leadId, "they called"),
    ]);
    await told.line.settle();
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(told.notices).toHaveLength(1);
  });

  test("nobody known, and no reason, are refused in words", async () => {
    const told = begin();
    await told.posts(FITTING);
    await expect(takes(told, "nobody@dairy.example")).rejects.toThrow("There is no such lead: add it first.");
    await expect(takes(told, FITTING.email, " ")).rejects.toThrow("Say why sales should have this lead now");
    await expect(takeLead(told.line.world, LeadId.parse("0".repeat(32)), "they called")).rejects.toThrow(
      "There is no such lead",
    );
  });
});
