/** Rows alone are lost: what stands beside them is newer than the back-up, and wins. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { commit, playbook } from "../../../functions/commit.ts";
import type { Change } from "../../../workflows/rules/change.ts";
import type { Life } from "../../../workflows/rules/life.ts";
import { takePause } from "../../../workflows/rules/own-pause.ts";
import { takeAnswer } from "../../../workflows/rules/sales-answer.ts";
import { wantsNoContact } from "../../../workflows/rules/subscription.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { type RestoreLaptop, restoreLaptop } from "./restore-laptop.ts";

let laptop: RestoreLaptop;
const NAMES = ["una", "cleo", "ivy", "ben", "dora"];
let before: Readonly<Record<string, unknown>>[];

const rowOf = async (name: string) => {
  const pk = `LEAD#${await laptop.idOf(name)}`;
  return (await laptop.rows()).find((row) => row["pk"] === pk && row["sk"] === "LEAD") ?? {};
};

async function does(name: string, rule: (life: Life, at: number) => Change | undefined): Promise<void> {
  const at = laptop.world.receivedAt();
  await commit(laptop.world, await laptop.idOf(name), at, (life) => rule(life, at));
  await laptop.settle();
}

const loads = async () =>
  (await laptop.rows())
    .filter(({ pk, sk }) => pk === "DESK" && `${sk}`.startsWith("PERSON#"))
    .map(({ sk, open }) => [sk, open]);
const held = async () =>
  (await laptop.rows()).filter(({ pk }) => `${pk}`.startsWith("PERSON#")).map(({ pk, sk }) => [pk, sk]);

/** After the back-up Una leaves by the link in her mail, Cleo wants no contact, Ivy a pause, Ben is another's, and Dora's is accepted. */
beforeAll(async () => {
  laptop = await restoreLaptop();
  for (const name of ["una", "cleo", "ivy"]) await laptop.posts(name);
  for (const name of ["ben", "dora"]) await laptop.posts(name, { message: "Please call me about a demo" });
  await laptop.pass(HOUR / 4);
  await laptop.backUp();
  await laptop.pass(HOUR);
  await laptop.leaves("una");
  await does("cleo", (life, at) => wantsNoContact(life, at, { how: "preferences" }));
  await does("ivy", (life, at) => takePause(life, at, laptop.world.settings.defaultTimeZone));
  await does("ben", ({ handoffs }) => ({
    handoffs: handoffs.map((each) => ({ ...each, to: each.to === "ann" ? "tom" : "ann" })),
  }));
  await does("dora", (life, at) => {
    const { to: by = "" } = life.handoffs[0] ?? {};
    const answered = takeAnswer(life, 1, { answer: "accept", by }, at, playbook(laptop.world));
    return "change" in answered ? answered.change : undefined;
  });
  before = await Promise.all(NAMES.map(rowOf));
});
afterAll(() => laptop?.stop());

test("whoever left, asked for no contact or for a pause since comes back so, a hand-off stays with whoever has it, and one that was accepted is", async () => {
  const [counts, lists] = [await loads(), await held()];
  for (const name of NAMES) await laptop.losesRow(name);
  expect((await laptop.restores()).leads).toMatchObject({ back: 5 });
  const [una, cleo, ivy, , dora] = await Promise.all(NAMES.map(rowOf));
  const [wasUna, wasCleo, wasIvy, , wasDora] = before;
  expect(una).toMatchObject({
    consent: wasUna?.["consent"],
    lifecycle: "unsubscribed",
    because: wasUna?.["because"],
  });
  expect(cleo).toMatchObject({ consent: wasCleo?.["consent"], lifecycle: "unsubscribed" });
  expect(ivy).toMatchObject({ ownPauseUntil: wasIvy?.["ownPauseUntil"], consent: wasIvy?.["consent"] });
  expect(dora).toMatchObject({ lifecycle: "sal", because: wasDora?.["because"], owner: wasDora?.["owner"] });
  expect(wasDora?.["owner"]).toBeDefined();
  expect([await loads(), await held()]).toEqual([counts, lists]);
});

test("a later post without consent mails none who left", async () => {
  const mails = laptop.mailsTo("una").length;
  await laptop.posts("una", { form: "buyers-guide", consent: "" });
  await laptop.pass(14 * DAY);
  expect([laptop.mailsTo("una").length, laptop.mailsTo("cleo").length]).toEqual([mails, 1]);
});
