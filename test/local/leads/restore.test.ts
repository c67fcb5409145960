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
 * Una has had her first letter, and gets the next one after the back-up; Ben is with sales; Cleo was erased before, Finn is
 * erased after it; Ivy posts her form again once all is lost.
 */
beforeAll(async () => {
  laptop = await restoreLaptop();
  for (const name of ["una", "finn", "ivy", "cleo"]) await laptop.posts(name);
  await laptop.posts("ben", { message: "Please call me about a demo" });
  await laptop.erase("cleo");
  await laptop.pass(HOUR / 4);
  await laptop.backUp();
  await laptop.pass(3 * DAY + HOUR);
  await laptop.erase("finn");
  await laptop.losesEverything();
  await laptop.posts("ivy");
  told = laptop.notices().length;
});
afterAll(() => laptop?.stop());

test("first it only counts, and writes nothing", async () => {
  const before = await laptop.rows();
  const { leads, toSee, sentSince } = await laptop.restores({ go: false });
  expect(leads).toEqual({ back: 2, stands: 0, anew: 1, erased: 0, grave: 1, heldBack: 1 });
  expect(toSee).toEqual({ anew: [await laptop.idOf("ivy")], heldBack: [await laptop.idOf("finn")] });
  expect(sentSince).toBeGreaterThan(0);
  expect(await laptop.rows()).toEqual(before);
});

test("with --go it does, and says loudly what is lost for good", async () => {
  said = await runCommand("leads", ["restore", "--from", RESTORED, "--go"], laptop.state);
  expect([said.code, said.err]).toEqual([0, ""]);
  expect(said.out).toMatch(/^Leads of restored, into the laptop:\n {7}2 come back\n {7}1 began anew since/);
  expect(said.out).toContain("LOST FOR GOOD is what happened between that instant and the loss:");
  expect(said.out).toContain("IS WRITTEN TO AGAIN");
  expect(said.out).toContain(`--without-copies:\n  ${await laptop.idOf("finn")}\n`);
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

test("who was erased stays so, before the back-up or after it; who began anew keeps the new life", async () => {
  const lives = (await laptop.rows()).filter(({ sk }) => sk === "LEAD");
  const of = async (name: string) => {
    const pk = `LEAD#${await laptop.idOf(name)}`;
    return lives.find((row) => row["pk"] === pk);
  };
  expect(await of("finn")).toBeUndefined();
  expect(await of("cleo")).toMatchObject({ doNotContact: true });
  expect((await of("ivy"))?.["createdAt"]).toBeGreaterThan(monday + 3 * DAY);
});

test("again it finds nothing to do, and counts nobody twice", async () => {
  const before = await laptop.rows();
  const again = await laptop.restores();
  expect(again).toMatchObject({ leads: { back: 0, stands: 2, anew: 1 }, others: 0, sentSince: 0 });
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
});

test("a table that isn't there, and the living one, are refused in words", async () => {
  await expect(restoredTable(laptop.dynamodb, "nowhere", LIVING)).rejects.toThrow(
    "There is no table nowhere in",
  );
  await expect(restoredTable(laptop.dynamodb, LIVING, LIVING)).rejects.toThrow("is the living table itself");
});
