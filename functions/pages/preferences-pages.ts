/** What somebody may choose to get of us. Every box is a wish of its own, and what is pressed holds at once, without scripts. */
import { html } from "hono/html";
import { OWN_PAUSE } from "../../workflows/rules/own-pause.ts";
import type { Topic, Wishes } from "../../workflows/rules/preferences.ts";
import { type Html, page } from "./page.ts";

export interface Shown {
  readonly topics: readonly Topic[];
  readonly wishes: Wishes;
  /** Topics that somebody signed it up for, and that it has yet to confirm. */
  readonly pending: readonly string[];
  /** Until when its own pause lasts, in words. */
  readonly pausedUntil: string | undefined;
  readonly isSilent: boolean;
  /** Mail to it came back, or was complained of. */
  readonly isDead: boolean;
}

export const ACTS = ["save", "pause", "resume", "leave", "no-contact"] as const;
export type Act = (typeof ACTS)[number];

export const preferencesPage = (shown: Shown) => page(200, "What would you like to get?", choosing(shown));

/** Says in words what holds now, and lets go on choosing. */
export const savedPreferences = (shown: Shown) =>
  page(
    200,
    "That holds from now on",
    html`<div class="noted"><ul class="plain">${holding(shown).map((each) => html`<li>${each}</li>`)}</ul></div>
${choosing(shown)}`,
  );

export const unclearPreferences = (shown: Shown) =>
  page(
    400,
    "What would you like to get?",
    html`<p class="warn">Nothing was changed. Please press one of the buttons.</p>${choosing(shown)}`,
  );

/** Forged or worn out: the one link that never wears out is named. */
export const deadPreferences = () =>
  page(
    403,
    "This link does not open anything",
    html`<p>It may have been cut off on its way, or it is too old: a link to preferences opens for 400 days. Please use the one in our newest mail.</p>
<p>The link “Unsubscribe” never wears out: that of any mail of ours takes you off the list at once.</p>`,
  );

export const goneReader = () =>
  page(
    410,
    "There is nothing to choose any more",
    html`<p>We keep nothing of you, and send you nothing.</p>`,
  );

/** In words, one thing a line. */
function holding({ topics, wishes, pausedUntil, isSilent, isDead }: Shown): readonly string[] {
  if (isSilent)
    return ["Nobody of ours writes to you, calls you or sends you anything. Our salespeople are told."];
  if (isDead) return ["No mail of ours reaches you: it came back before, or was reported as unwanted."];
  const titles = topics.filter(({ topic }) => wishes.topics.includes(topic)).flatMap((each) => each.titles);
  const isMailed = titles.length > 0;
  return [
    ...(pausedUntil === undefined ? [] : [`Until ${pausedUntil} nothing comes. After that:`]),
    ...(isMailed ? titles.map((title) => `By mail: ${title}.`) : ["We send you no mail."]),
    wishes.calls ? "We may call you about it." : "We don't call you about it.",
    wishes.letters ? "We may send you letters by post." : "We send you nothing by post.",
    ...(isMailed ? [tracking(wishes)] : []),
  ];
}

function tracking({ tracked }: Wishes): string {
  return tracked
    ? "We see whether you open a mail, and which of its links you follow."
    : "From the next mail on we see neither what you open nor what you click.";
}

function choosing(shown: Shown): Html {
  const { wishes, pausedUntil, isSilent, isDead } = shown;
  if (isDead) return isSilent ? html`` : silence();
  const isMailed = wishes.topics.length > 0 || shown.pending.length > 0;
  return html`${boxes(shown)}
${isMailed ? pausing(pausedUntil) : ""}
${isMailed ? leaving() : ""}
${isSilent ? "" : silence()}
<p class="soft">If this mail was forwarded to you, you choose here for the person it was first sent to.</p>`;
}

function boxes({ topics, wishes, pending, isSilent }: Shown): Html {
  const ticked = new Set(tickedIn(wishes));
  const box = (name: string, words: Html | string) =>
    html`<label class="choice"><input type="checkbox" name="${name}" ${ticked.has(name) ? "checked" : ""}><span>${words}</span></label>`;
  return html`<form class="first" method="post" autocomplete="off">
<input type="hidden" name="do" value="save"><input type="hidden" name="was" value="${[...ticked].join(" ")}">
${isSilent ? html`<p>You asked not to be contacted. Only you can take that back: whatever you tick here, you agree to anew.</p>` : ""}
<fieldset><legend>By mail</legend>${topics.map(({ topic, titles }) => box(boxOf(topic), html`${titles.map((title) => html`<span class="line">${title}</span>`)}`))}
${pending.length > 0 ? html`<p class="soft">You have yet to confirm your address. A box that you tick and save confirms it, and so does a pause; what was asked for with it then comes by mail.</p>` : ""}</fieldset>
<fieldset><legend>By phone or post</legend>${box("calls", "Calls")}${box("letters", "Letters by post")}</fieldset>
<fieldset><legend>Privacy</legend>${box("untracked", "Don’t track what I open and click")}</fieldset>
<button>Save</button></form>`;
}

function pausing(until: string | undefined): Html {
  return until === undefined
    ? html`<h2>Too much just now?</h2>${button("pause", `Pause for ${OWN_PAUSE}`, "Nothing comes in that time. Then the letters go on where they stopped.")}`
    : html`<h2>Paused until ${until}</h2>${button("resume", "Send me letters again", "They go on where they stopped.")}`;
}

const leaving = () =>
  html`<h2>Enough of it?</h2>${button("leave", "No more mails", "This takes you off the list at once. Calls and letters by post about it end too, unless you agreed to those separately.")}`;

const silence = () =>
  html`<h2>Leave me in peace</h2>${button("no-contact", "Contact me no more", "No mail, no call, no letter, by nobody of ours: our salespeople are told so too. Only you can take it back, on this page.")}`;

function button(act: Act, words: string, means: string): Html {
  return html`<form method="post"><input type="hidden" name="do" value="${act}"><button class="quiet">${words}</button><p class="soft">${means}</p></form>`;
}

const boxOf = (topic: string) => `topic-${topic}`;

/** The names of the boxes that stand ticked for these wishes. */
function tickedIn({ topics, calls, letters, tracked }: Wishes): readonly string[] {
  const others = { calls, letters, untracked: !tracked };
  return [...topics.map(boxOf), ...Object.entries(others).flatMap(([name, is]) => (is ? [name] : []))];
}

/**
 * What a saved form wishes of somebody who wishes `now`. Only a box that was turned says anything: one that was ticked when
 * the page was opened, and has been taken back elsewhere since, doesn't come on again by being sent.
 */
export function wishesIn(
  fields: Readonly<Record<string, unknown>>,
  now: Wishes,
  topics: readonly Topic[],
): Wishes {
  const was = new Set(String(fields["was"] ?? "").split(" "));
  const stands = new Set(tickedIn(now));
  const is = (name: string) => {
    const ticked = fields[name] !== undefined;
    return ticked === was.has(name) ? stands.has(name) : ticked;
  };
  return {
    topics: topics.map(({ topic }) => topic).filter((topic) => is(boxOf(topic))),
    calls: is("calls"),
    letters: is("letters"),
    tracked: !is("untracked"),
  };
}
