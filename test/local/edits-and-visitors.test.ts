/** Edits while others use the laptop: pages that are open, a fresh start. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditableLaptop, editableLaptop } from "./aws/editable-laptop.ts";

let edited: EditableLaptop;
beforeAll(async () => {
  edited = await editableLaptop();
});
afterAll(() => edited.remove());

const letter = "workflows/campaigns/green-bananas/welcome.md";
const renderer = "functions/mail/render.ts";

async function welcomeTo(email: string): Promise<readonly string[]> {
  const { urls } = edited.laptop;
  await edited.post(`${urls.api}/leads`, { email, name: "Zoë", consent: "yes", form: "cold-store-guide" });
  await edited.post(`${urls.console}/clock`, { advance: "PT1H" });
  return edited.subjects();
}

/** What visitors saw who came one after the other, each on a connection of its own, until `done`. */
async function visits(done: Promise<unknown>): Promise<readonly string[]> {
  const pages = ["/", "/leads", "/mailbox", "/sales-inbox", "/clock", "/console.css"];
  const seen: string[] = [];
  let isDone = false;
  void done.finally(() => {
    isDone = true;
  });
  for (let n = 0; !isDone; n++) {
    const page = pages[n % pages.length] ?? "/";
    const answer = await fetch(edited.laptop.urls.console + page, { headers: { connection: "close" } }).then(
      async (response) => `${response.status}${(await response.text()).length > 0 ? "" : " empty"}`,
      (error: Error) => String(error.cause ?? error),
    );
    seen.push(answer === "200" ? "200" : `${page}: ${answer}`);
  }
  return seen;
}

test("whoever asks for a page in the middle of an edit waits for it, and gets it whole", async () => {
  const taken = edited.saidAfter(() =>
    edited.edit(renderer, "subject: asShown(", 'subject: "1: " + asShown('),
  );
  const seen = await visits(taken);
  expect(await taken).toBe("functions/mail/render.ts edited: in effect from now on.");
  expect(new Set(seen)).toEqual(new Set(["200"]));
});

test("a letter and a function edited before Start over are in the first mail after it", async () => {
  edited.edit(letter, "subject: ", "subject: New. ");
  await edited.saidAfter(() => edited.edit(renderer, '"1: "', '"2: "'));
  expect(await edited.post(`${edited.laptop.urls.console}/start-over`, {})).toMatchObject({ status: 200 });
  expect(await edited.subjects()).toEqual([]);
  expect(await welcomeTo("zoe@molkerei.example")).toEqual([expect.stringMatching(/^2: New\. /)]);
});

test("a letter and a function edited after Start over are in the next mail", async () => {
  await edited.post(`${edited.laptop.urls.console}/start-over`, {});
  edited.edit(letter, "subject: New. ", "subject: Newer. ");
  await edited.saidAfter(() => edited.edit(renderer, '"2: "', '"3: "'));
  expect(await welcomeTo("leo@molkerei.example")).toEqual([expect.stringMatching(/^3: Newer\. /)]);
});

test("an edit in the middle of Start over, asked for twice, loses neither", async () => {
  const fresh = () => edited.post(`${edited.laptop.urls.console}/start-over`, {});
  const both = Promise.all([fresh(), fresh()]);
  const taken = edited.saidAfter(() => edited.edit(renderer, '"3: "', '"4: "'));
  const seen = await visits(Promise.all([both, taken]));
  expect((await both).map(({ status }) => status)).toEqual([200, 200]);
  expect(await taken).toBe("functions/mail/render.ts edited: in effect from now on.");
  expect(new Set(seen)).toEqual(new Set(["200"]));
  expect(await welcomeTo("ana@molkerei.example")).toEqual([expect.stringMatching(/^4: Newer\. /)]);
});

test("an edit that loads but doesn't run leaves everybody a word, and is mended by the next", async () => {
  const assemble = "local/assemble.ts";
  const before = await edited.subjects();
  const broken = await edited.saidAfter(() =>
    edited.edit(assemble, "  const standing = await standUp(parts);", '  throw new Error("no such thing");'),
  );
  expect(broken).toMatch(/^local\/assemble\.ts edited: nothing runs until it is mended: .*no such thing/);
  const answer = await fetch(edited.laptop.urls.console);
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("is mended")]);
  const mended = await edited.saidAfter(() =>
    edited.edit(assemble, '  throw new Error("no such thing");', "  const standing = await standUp(parts);"),
  );
  expect(mended).toMatch(/in effect from now on\.$/);
  expect(await edited.subjects()).toEqual(before);
});
