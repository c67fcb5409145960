import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";

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
      "email name company jobTitle main-worry horizon industry employees installedProduct message phone website street postcode city country timeZone consent form";
    expect(form.fields.map((field) => field.name)).toEqual(names.split(" "));
    expect(form.fields.filter((field) => field.required).map((field) => field.name)).toEqual(["email"]);
  });

  it("gives every visible field of the JSON a label on the page", async () => {
    const app = consoleApp(fakeLaptop());
    const { fields } = await asProgram<Form>(app, "/");
    const page = await asBrowser(app, "/");
    for (const { name, type } of fields.filter((field) => field.type !== "hidden")) {
      expect(page, `${name} (${type})`).toContain(`<label for="${name}"`);
      expect(page).toContain(`name="${name}"`);
    }
  });

  it("offers the answers of the campaign's questions", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/");
    expect(page).toContain('<option value="losses">Losses &amp; spoilage</option>');
  });

  it("carries the utm fields of its own address, and nothing else of it", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), '/?utm_source=letter&utm_term="><b>&other=1');
    expect(page).toContain('<input type="hidden" name="utm_source" value="letter">');
    expect(page).toContain('name="utm_term" value="&quot;&gt;&lt;b&gt;"');
    expect(page).not.toContain('name="other"');
  });

  it("thanks whoever posted", async () => {
    expect(await asBrowser(consoleApp(fakeLaptop()), "/thank-you")).toContain("<h1>Thank you</h1>");
  });
});
