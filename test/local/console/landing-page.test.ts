import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { compileCampaigns } from "../../../workflows/compile/compile-campaigns.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { lifeOf } from "./sample-life.ts";

type Form = { action: string; form: string; fields: { name: string; type: string; required?: boolean }[] };

describe("the landing page", () => {
  it("posts the plain form to the API itself", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/");
    expect(page).toContain('method="post" action="http://127.0.0.1:4000/leads"');
    expect(page).toContain('<input type="hidden" name="form" value="cold-store-guide">');
  });

  it("asks for everything the API takes, and needs only the address", async () => {
    const form = await asProgram<Form>(consoleApp(fakeLaptop()), "/");
    expect(form.action).toBe("http://127.0.0.1:4000/leads");
    expect(form.form).toBe("cold-store-guide");
    const names =
      "email name company jobTitle main-worry horizon industry employees installedProduct message phone website street postcode city country timeZone consent other_subject form consent_wording";
    expect(form.fields.map((field) => field.name)).toEqual(names.split(" "));
    expect(form.fields.filter((field) => field.required).map((field) => field.name)).toEqual(["email"]);
  });

  it("gives every visible field of the JSON a label on the page", async () => {
    const app = consoleApp(fakeLaptop());
    const { fields } = await asProgram<Form>(app, "/");
    const page = await asBrowser(app, "/");
    for (const { name, type } of fields.filter((field) => !["hidden", "trap"].includes(field.type))) {
      expect(page, `${name} (${type})`).toContain(`<label for="${name}"`);
      expect(page).toContain(`name="${name}"`);
    }
  });

  it("hides from people the one field that only programs fill in, and says there that it stays empty", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/");
    expect(page).toContain(
      '<div hidden><label>Please leave this empty <input name="other_subject" value="" autocomplete="off"></label></div>',
    );
  });

  it("sends with the post the very words beside the box, which are the campaign's where it states them", async () => {
    const [compiled] = fakeLaptop().campaigns();
    if (compiled === undefined) throw new Error("the laptop has no campaign");
    const words = 'Yes, send me "the guide".';
    const campaigns = () => [{ ...compiled, consent: { ...compiled.consent, wording: words } }];
    const page = await asBrowser(consoleApp({ ...fakeLaptop(), campaigns }), "/");
    const written = words.replaceAll('"', "&quot;");
    expect(page).toContain(`<label for="consent">${written}</label>`);
    expect(page).toContain(`<input type="hidden" name="consent_wording" value="${written}">`);
  });

  it("offers the answers of the campaign's questions", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/");
    expect(page).toMatch(/<option value="losses" ?>Losses &amp; spoilage<\/option>/);
  });

  it("carries the utm fields of its own address, and nothing else of it", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), '/?utm_source=letter&utm_term="><b>&other=1');
    expect(page).toContain('<input type="hidden" name="utm_source" value="letter">');
    expect(page).toContain('name="utm_term" value="&quot;&gt;&lt;b&gt;"');
    expect(page).not.toContain('name="other"');
  });

  it.each([
    [
      "https://www.linkedin.com/feed?secret=1",
      ['<input type="hidden" name="referrer" value="www.linkedin.com">'],
    ],
    ["http://127.0.0.1:4001/leads", null],
    ["no address", null],
  ])(
    "carries the host of the page before, which was %s, if that was another's",
    async (referer, expected) => {
      const headers = { accept: "text/html", referer };
      const answer = await consoleApp(fakeLaptop()).request("http://127.0.0.1:4001/", { headers });
      expect((await answer.text()).match(/<input[^>]*name="referrer"[^>]*>/)?.slice() ?? null).toEqual(
        expected,
      );
    },
  );

  it.each([
    { sample: "lead", field: 'name="company" value="Molkerei Süd"' },
    { sample: "student", field: 'name="jobTitle" value="Student, food science"' },
    { sample: "robot", field: 'name="company" value="{{7*7}}&lt;b&gt;"' },
  ])("fills itself in as a sample $sample, consent ticked", async ({ sample, field }) => {
    const page = await asBrowser(consoleApp(fakeLaptop()), `/?sample=${sample}`);
    expect(page).toContain(field);
    expect(page).toContain('name="consent" value="yes" checked');
  });

  it("fills in the next sample lead once the first is one", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), "/?sample=lead");
    expect(page).toContain("LUKASZ.ZOLC@CHLODNIA.EXAMPLE");
  });

  it("says which samples there are when asked for another", async () => {
    const response = await consoleApp(fakeLaptop()).request("/?sample=<b>");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("is one of lead, student, robot");
  });

  it("shows its own code for another site, which posts the same fields to the same address", async () => {
    const app = consoleApp(fakeLaptop());
    const page = await asBrowser(app, "/");
    const code = /<code>(&lt;form[\s\S]*?)<\/code>/.exec(page)?.[1] ?? "";
    const plain = code.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
    expect(plain).toContain('<form method="post" action="http://127.0.0.1:4000/leads">');
    expect(plain).toContain("Losses &amp;amp; spoilage");
    const { fields } = await asProgram<Form>(app, "/");
    for (const { name } of fields) expect(plain).toContain(` name="${name}"`);
    expect(plain).not.toMatch(/<script|class=|style=/);
  });

  it("offers each campaign's own form by its name, with that campaign's questions", async () => {
    const campaigns = () => compileCampaigns("workflows/campaigns");
    const app = consoleApp({ ...fakeLaptop(), campaigns });
    const page = await asBrowser(app, "/?form=buyers-guide&utm_source=fair");
    expect(page).toContain('<h1 id="offer">Choose a monitoring system once, and well</h1>');
    expect(page).toContain('<input type="hidden" name="form" value="buyers-guide">');
    expect(page).toContain('<input type="hidden" name="utm_source" value="fair">');
    expect(page).toContain("Is there money for it?");
    expect(page).not.toContain("What worries you most?");
    expect(page).toContain('<a href="/?form=webinar-registration">webinar-registration</a>');
    expect((await asProgram<Form>(app, "/?form=webinar-registration")).form).toBe("webinar-registration");
    expect((await asProgram<Form>(app, "/")).form).toBe("cold-store-guide");
  });

  it("says which forms there are when asked for another", async () => {
    const response = await consoleApp(fakeLaptop()).request("/?form=<b>");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("is one of cold-store-guide");
  });

  it("thanks whoever posted", async () => {
    expect(await asBrowser(consoleApp(fakeLaptop()), "/thank-you")).toContain("<h1>Thank you</h1>");
  });
});
