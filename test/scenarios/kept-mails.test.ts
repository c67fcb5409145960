import { describe, expect, test } from "vitest";
import { personFile } from "../../functions/person-file.ts";
import type { KeptMail, SentMails } from "../../functions/world/sent-mails.ts";
import type { World } from "../../functions/world/world.ts";
import { API_URL } from "../../local/memory/memory-world.ts";
import type { Touch } from "../../workflows/rules/life.ts";
import { ASKING } from "../stories/asking.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { FITTING, type Story, story } from "../stories/line.ts";

const WELCOME = "small_1_welcome_1";

async function copyOf(told: Story, touchId = WELCOME): Promise<KeptMail | undefined> {
  return told.line.world.sentMails.read((await told.life()).leadId, touchId);
}

async function mailPage(told: Story, touchId = WELCOME) {
  return told.follows(`${await told.dossierLink()}?mail=${touchId}`);
}

/** A keeper whose every call goes wrong, or takes as long as a story lets it. */
const keeping = (keep: SentMails["keep"]) => (world: World) =>
  Object.create(world, { sentMails: { value: { ...world.sentMails, keep } } }) as World;

describe("every mail is kept as it was sent", () => {
  test("word for word, but for the links that only its reader may hold", async () => {
    const told = story();
    await told.posts(FITTING);
    const sent = told.mailTo();
    const kept = await copyOf(told);
    const links = new RegExp(`${API_URL}/[^"\\s]+`, "g");
    expect(sent.html).toMatch(links);
    expect(kept).toEqual({
      to: sent.to,
      from: told.line.world.settings.sender,
      subject: sent.subject,
      html: sent.html.replace(links, "#"),
      text: sent.text.replace(links, "#"),
      at: sent.sentAt,
    });
  });

  test.each<[string, Stated]>([
    ["small_1_confirm_1", { consent: { doubleOptIn: true } }],
    ["small_1_ask_1", { release: { ...campaign().release, validate: "ask" }, mails: ASKING }],
  ])("%s holds no link of ours, so that nobody confirms or answers from a copy", async (touchId, change) => {
    const told = story({ campaigns: () => [campaign(change)] });
    await told.posts(FITTING);
    await told.attends();
    const sent = told.mails.find(({ tags }) => tags.touchId === touchId);
    const kept = await copyOf(told, touchId);
    expect(sent?.html).toContain(API_URL);
    expect(JSON.stringify(kept)).not.toContain(API_URL);
    expect(kept?.html).toContain('href="#"');
  });

  test("it is kept before it goes", async () => {
    const happened: string[] = [];
    const around = (world: World): World => {
      const mail: World["mail"] = {
        send: async (each) => {
          happened.push("sent");
          return world.mail.send(each);
        },
      };
      const keep: SentMails["keep"] = async (...copy) => {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        await world.sentMails.keep(...copy);
        happened.push("kept");
      };
      return Object.create(keeping(keep)(world), { mail: { value: mail } }) as World;
    };
    const told = story({ around });
    await told.posts(FITTING);
    expect(happened).toEqual(["kept", "sent"]);
  });

  test("what finds no place in its mailbox leaves no copy, since it never went", async () => {
    const told = story({ campaigns: () => [campaign({ consent: { doubleOptIn: true } })] });
    await told.posts(FITTING);
    const other = FITTING.email.replace("@", "+news@");
    await told.posts({ ...FITTING, email: other });
    const { leadId, touches } = await told.life(other);
    expect(touches).toMatchObject([{ name: "confirm", status: "refused" }]);
    expect(await told.line.world.sentMails.read(leadId, "small_1_confirm_1")).toBeUndefined();
    expect((await personFile(told.line.world, FITTING.email, told.now)).mails).toHaveLength(1);
  });

  test("what the mail service would not take is in nobody's export until it goes", async () => {
    const told = story();
    await told.posts(FITTING);
    const { leads, identity } = told.line.world;
    const exported = async () => (await personFile(told.line.world, FITTING.email, told.now)).mails.length;
    const settledAs = async (status: Touch["status"]) => {
      const life = await leads.read(await identity.leadId(FITTING.email));
      const [welcome] = life.touches;
      if (welcome === undefined) throw new Error("The story begins with a welcome.");
      const { sentAt, ...touch } = welcome;
      expect(await leads.write(life, { touches: [{ ...touch, status }] })).toBe("written");
      return exported();
    };
    expect(await exported()).toBe(1);
    for (const status of ["refused", "failed", "skipped"] as const) expect(await settledAs(status)).toBe(0);
    for (const status of ["claimed", "unknown"] as const) expect(await settledAs(status)).toBe(1);
  });

  test("one that can't be kept goes all the same, and is counted", async () => {
    const told = story({ around: keeping(() => Promise.reject(new Error("no bucket"))) });
    await told.posts(FITTING);
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.line.counts.get("MailNotKept")).toBe(1);
    const page = await mailPage(told);
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain("It was sent, but no copy of it was kept.");
  });
});

describe("a mail that was kept", () => {
  test("is shown where nothing runs, nothing is loaded and nothing can be sent", async () => {
    const told = story();
    await told.posts(FITTING);
    const page = await mailPage(told);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Hello Zoë");
    expect(page.body).toMatch(/<iframe [^>]*sandbox srcdoc="/);
    const policy = String(page.headers?.["content-security-policy"]).split("; ");
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "form-action 'none'", "sandbox"]));
    expect(policy.join()).not.toMatch(/img-src|script-src|allow-/);
    expect(page.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  });

  test("of a lead that was erased is not shown as a letter to whoever came back", async () => {
    const told = story({ campaigns: () => [campaign()] });
    await told.posts(FITTING);
    const { leadId } = await told.life();
    const old = await copyOf(told);
    told.line.leads.erase(leadId, told.now);
    await told.passes("1 day");
    await told.posts({ ...FITTING, name: "Ines Cruz" });
    if (old) await told.line.world.sentMails.keep(leadId, WELCOME, old);
    const page = await mailPage(told);
    expect([page.statusCode, page.body]).toEqual([404, expect.not.stringContaining("Hello Zoë")]);
  });

  test.each(["small_1_second_1", "small_1_third_1", "../x", ""])(
    "%s was not sent, so there is nothing to read",
    async (touchId) => {
      const told = story();
      await told.posts(FITTING);
      const page = await mailPage(told, encodeURIComponent(touchId));
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain("Nothing was sent under this name.");
    },
  );
});
