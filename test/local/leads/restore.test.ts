/** A table is lost with every execution, and comes back from a copy of some days before, on a laptop that runs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoredTable } from "../../../local/leads/restore/restored-table.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { monday } from "../aws/small-laptop.ts";
import { type Ended, runCommand } from "../command.ts";
import { LIVING, RESTORED, type RestoreLaptop, restoreLaptop } from "./restore-laptop.ts";

let laptop: RestoreLaptop;
let said: Ended;
let told: number;

/**
 * Una has had her first letter, and gets the next one after the back-up; Ben is with sales; Cleo was erased before, and so
 * was Ada, who came anew. After it Finn is erased, Max, who never had a mail, and Eve, who came after it too; Lou leaves by
 * the link in his mail, and so does Kim, who came after it. Once all is lost Nik leaves, and Ivy posts her form again.
 */
beforeAll(async () => {
  laptop = await restoreLaptop();
  for (const name of ["una", "finn", "ivy", "cleo", "ada", "lou", "nik"]) await laptop.posts(name);
  await laptop.posts("max", { consent: "" });
  await laptop.posts("ben", { message: "Please call me about a demo" });
  await laptop.erase("cleo");
  await laptop.erase("ada");
  await laptop.posts("ada");
  await laptop.pass(HOUR / 4);
  await laptop.backUp();
  await laptop.pass(3 * DAY + HOUR);
  await laptop.posts("eve", { consent: "" });
  for (const name of ["finn", "max", "eve"]) await laptop.erase(name);
  await laptop.posts("kim");
  for (const name of ["lou", "kim"]) await laptop.leaves(name);
  await laptop.losesEverything();
  await laptop.leaves("nik");
  await laptop.posts("ivy");
  told = laptop.notices().length;
});
afterAll(() => laptop?.stop());

async function rowOf(name: string) {
  const lead = `LEAD#${await laptop.idOf(name)}`;
  return (await laptop.rows()).find(({ pk, sk }) => pk === lead && sk === "LEAD");
}

test("first it only counts, and writes nothing", async () => {
  const before = await laptop.rows();
  const { leads, toSee, sentSince, leftSince } = await laptop.restores({ go: false });
  expect(leads).toEqual({ back: 5, stands: 0, anew: 1, erased: 3, grave: 1, heldBack: 0, gone: 1 });
  expect(leftSince).toBe(2);
  expect(toSee).toEqual({ anew: [await laptop.idOf("ivy")], heldBack: [] });
  expect(laptop.mailsTo("max")).toEqual([]);
  expect(sentSince).toBeGreaterThan(0);
  expect(await laptop.rows()).toEqual(before);
});

test("with --go it does, and says loudly what is lost for good", async () => {
  said = await runCommand("leads", ["restore", "--from", RESTORED, "--go"], laptop.state);
  expect([said.code, said.err]).toEqual([0, ""]);
  expect(said.out).toMatch(/^Leads of restored, into the laptop:\n {7}5 come back\n {7}1 began anew since/);
  expect(said.out).toContain("LOST FOR GOOD is what happened between that instant and the loss:");
  expect(said.out).toMatch(/\n {7}1 came and left since: no lead any more/);
  expect(said.out).toContain(
    "2 of them left after that instant, by the mark that each leaves outside the table",
  );
  expect(said.out).toMatch(/\n {7}3 were erased since: they stay erased/);
  await laptop.settle();
});

test("a letter that went after the back-up is known to have gone, by its copy", async () => {
  const lost = (await laptop.rows()).find(
    ({ pk, sk }) => String(pk).startsWith("LEAD#") && sk === "TOUCH#green-bananas_1_green-bananas_1",
  );
  expect(lost).toMatchObject({ status: "unknown", subject: laptop.subjectsTo("una").at(-1) });
  expect(laptop.mailsTo("una")).toHaveLength(2);
});

test("the hand-off that nobody had answered is told again, with its time anew, and counted once", async () => {
  const isHandoff = ({ sk }: Readonly<Record<string, unknown>>) => sk === "HANDOFF#0001";
  const before = (await laptop.restoredRows()).find(isHandoff);
  const now = (await laptop.rows()).find(isHandoff);
  expect(before).toMatchObject({ status: "released", to: expect.any(String) });
  expect(now).toMatchObject({ status: "released", to: before?.["to"] });
  expect(now?.["notifiedAt"]).toBeGreaterThan(Number(before?.["notifiedAt"]) + 3 * DAY);
  expect(laptop.notices().length).toBe(told + 1);
  const load = (await laptop.rows()).find(({ pk, sk }) => pk === "DESK" && sk === `PERSON#${now?.["to"]}`);
  expect(load).toMatchObject({ open: 1 });
});

test("who was erased stays so, before the back-up or after it, had a mail or never, and no list brings them back", async () => {
  expect(await rowOf("cleo")).toMatchObject({ doNotContact: true });
  for (const name of ["finn", "max", "eve"]) {
    const { pk, sk, leadId, erasedAt, ...said } = (await rowOf(name)) ?? {};
    expect([name, leadId, said]).toEqual([name, await laptop.idOf(name), { doNotContact: true }]);
  }
  expect(laptop.mailsTo("max")).toEqual([]);
});

test("whoever left since the back-up, or with no row any more, is unsubscribed; no list brings in who came and left", async () => {
  for (const name of ["lou", "nik"])
    expect(await rowOf(name)).toMatchObject({
      lifecycle: "unsubscribed",
      consent: { withdrawnAt: expect.any(Number) },
    });
  const pk = `LEAD#${await laptop.idOf("lou")}`;
  const line = (await laptop.rows()).find(({ pk: of, kind }) => of === pk && kind === "unsubscribe");
  expect(line?.["what"]).toContain("by the mark outside the table");
  expect(await rowOf("kim")).toMatchObject({ doNotContact: true });
});

test("who was erased and came anew before the back-up comes back; who began anew since keeps the new life", async () => {
  expect(await rowOf("ada")).toMatchObject({ address: "ada@ada.example" });
  expect((await rowOf("ivy"))?.["createdAt"]).toBeGreaterThan(monday + 3 * DAY);
});

test("again it finds nothing to do, and counts nobody twice", async () => {
  const before = await laptop.rows();
  const again = await laptop.restores();
  expect(again).toMatchObject({
    leads: { back: 0, stands: 5, anew: 1, erased: 4, gone: 1 },
    others: 0,
    sentSince: 0,
    leftSince: 0,
  });
  expect(await laptop.rows()).toEqual(before);
});

test("whose row alone is lost comes back, and isn't counted twice with whoever has it", async () => {
  const load = async () =>
    (await laptop.rows()).filter(({ pk, sk }) => pk === "DESK" && `${sk}`.startsWith("PERSON#"));
  const lead = `LEAD#${await laptop.idOf("ben")}`;
  const held = (await laptop.rows()).filter(({ pk: of, sk }) => `${of}`.startsWith("PERSON#") && sk === lead);
  const before = await load();
  await laptop.losesRow("ben");
  expect((await laptop.restores()).leads.back).toBe(1);
  await laptop.settle();
  expect(held).toHaveLength(1);
  expect(await load()).toEqual(before);
});

test("everybody goes on: the next letter comes, and none came twice", async () => {
  await laptop.pass(34 * DAY);
  const subjects = laptop.subjectsTo("una");
  expect(subjects).toHaveLength(3);
  expect(new Set(subjects).size).toBe(3);
  for (const name of ["lou", "nik"]) expect(laptop.subjectsTo(name)).toEqual(subjects.slice(0, 2));
  expect(laptop.mailsTo("kim")).toHaveLength(1);
});

test.each(["0", "101", "1.5", "fast"])("--rate %s is refused before anything is asked", async (rate) => {
  const { code, err } = await runCommand(
    "leads",
    ["restore", "--from", "nowhere", "--rate", rate, "--go"],
    laptop.state,
  );
  expect([code, err]).toEqual([
    1,
    `--rate is "${rate}": it should be how many leads a second, from 1 to 100, such as 50.\n`,
  ]);
});

test("a table that isn't there, and the living one, are refused in words", async () => {
  await expect(restoredTable(laptop.dynamodb, "nowhere", LIVING, laptop.world)).rejects.toThrow(
    "There is no table nowhere in",
  );
  await expect(restoredTable(laptop.dynamodb, LIVING, LIVING, laptop.world)).rejects.toThrow(
    "is the living table itself",
  );
});
