/** Lives as people live them, so that every door of ours has heard of a canary. */
import { canariesOf, person } from "./people.ts";
import type { Letter, Visits } from "./visits.ts";

export const SOLD = person("sold", 1, { message: "" });
export const BOUNCED = person("bounced", 2);
export const COMPLAINED = person("complained", 3, { employees: "3", message: "" });
export const LEFT = person("left", 4, { employees: "3", message: "" });
export const CALLED = person("called", 5, { form: "buyers-guide", message: "" });
export const AWAY = person("away", 6, { employees: "3", message: "" });
export const ERASED = person("erased", 7, { employees: "3", message: "" });
export const NEVER_AGREED = person("silent", 8, { consent: "" });
export const LIVING = [SOLD, BOUNCED, COMPLAINED, LEFT, CALLED, AWAY, ERASED, NEVER_AGREED];

export async function live(visits: Visits): Promise<void> {
  await Promise.all(LIVING.map((each) => visits.posts(each)));
  await visits.passes("PT1M");
  await readersAct(visits);
  await visits.passes("P10D");
  await ripens(visits);
  await visits.passes("P1D");
  await sells(visits);
  await tasks(visits);
  await leaves(visits);
  await visits.passes("P3D");
}

async function readersAct(visits: Visits): Promise<void> {
  for (const each of LIVING) {
    const [letter] = await visits.letters(each);
    await visits.acts(letter, "open");
    await visits.acts(letter, "click", { link: 0 });
  }
  await visits.acts((await visits.letters(BOUNCED))[0], "bounce");
  await visits.acts((await visits.letters(COMPLAINED))[0], "complain");
  await visits.acts((await visits.letters(AWAY))[0], "auto-reply", { text: AWAY.later.reply });
  await visits.acts((await visits.letters(CALLED))[0], "scan");
}

/** Another letter's click and a message: sales hears of it. Other systems tell of what it did elsewhere. */
async function ripens(visits: Visits): Promise<void> {
  await visits.acts((await visits.letters(SOLD))[0], "click", { link: 0 });
  await visits.posts(SOLD, { message: SOLD.later.reply });
  const { email = "" } = SOLD.fields;
  const activities = [{ key: SOLD.later.phrase, email, activity: "attended", about: SOLD.later.note }];
  await visits.tells("/activities", { activities });
  await visits.acts((await visits.letters(AWAY))[0], "reply", { text: AWAY.later.reply });
}

async function sells(visits: Visits): Promise<void> {
  const { headers, later } = SOLD;
  const link = await visits.link("sales-inbox", "Accept", SOLD);
  const dossier = await visits.link("sales-inbox", "Dossier", SOLD);
  if (dossier) await visits.asks(dossier, { headers });
  await visits.submits(link, { answer: "accept", by: "Ruth", note: later.note }, headers);
  await visits.submits(link, { answer: "accept", by: later.note }, headers);
  await visits.submits(link, { result: "reached", by: "Ruth", note: later.note }, headers);
  await visits.submits(
    link,
    { answer: "reject", by: "Ruth", reason: "bad-timing", note: later.note },
    headers,
  );
}

async function tasks(visits: Visits): Promise<void> {
  for (const each of [CALLED, AWAY]) {
    const link = await visits.link("tasks", "Report", each);
    await visits.submits(link, { outcome: each.later.note, by: each.later.phrase, note: each.later.note });
    await visits.submits(link, { outcome: "talked", by: each.later.phrase, note: each.later.note });
  }
}

/** Whatever page stands behind a letter's links is opened, and preferences are told where they can be. */
async function leaves(visits: Visits): Promise<void> {
  for (const each of [LEFT, ERASED]) {
    const letters = await visits.letters(each);
    for (const url of letters.flatMap(doorsIn)) await visits.asks(url, { headers: each.headers });
    const preferences = letters.flatMap(doorsIn).find((url) => url.includes("/preferences/"));
    for (const act of ["pause", "resume", "save", each.later.phrase])
      await visits.submits(preferences, { do: act, untracked: "on", note: each.later.note }, each.headers);
    if (each === ERASED) await visits.submits(preferences, { do: "no-contact" }, each.headers);
  }
  const way = wayOut((await visits.letters(LEFT))[0]);
  await visits.submits(way, { "List-Unsubscribe": "One-Click" }, LEFT.headers);
  const { email = "" } = ERASED.fields;
  for (const what of ["export", "erase", "export"]) await visits.tells(`/admin/${what}`, { email });
}

const wayOut = (letter: Letter | undefined) =>
  /<([^>]+)>/.exec(letter?.headers["List-Unsubscribe"] ?? "")?.[1];

function doorsIn(letter: Letter): readonly string[] {
  const all = (letter.links ?? []).map(({ href }) => href);
  return all.filter((href) => /\/(?:unsubscribe|preferences|questions|confirm)\//.test(href));
}

export const LIVED = LIVING.flatMap(canariesOf);
