/** The virtual clock: what time it is, what is due next, and the one way to move on. */
import { html } from "hono/html";
import { answer, done } from "./answer.ts";
import { targetOf } from "./clock-request.ts";
import type { Html } from "./layout.ts";
import { iso, lengthOf, moment } from "./moment.ts";
import { readBody } from "./read-body.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, Time } from "./sources.ts";

export function clockPage(sources: LaptopSources): Handler {
  return (c) =>
    answer(c, sources, { json: () => reading(sources.time), title: "Clock", main: () => face(sources.time) });
}

/** Answers when nothing that was due on the way is left undone. Two presses at once are two moves, one after the other. */
export function moveClock(sources: LaptopSources): Handler {
  const { time } = sources;
  let turn: Promise<unknown> = Promise.resolve();
  return async (c) => {
    const asked = await readBody(c);
    const move = turn.then(async () => {
      // What is under way belongs to the present: three days from a post count from when all of it was done.
      await time.settle();
      const from = time.now();
      const target = targetOf(asked, time);
      await time.moveTo(target);
      return lengthOf(target - from);
    });
    turn = move.catch(() => undefined);
    const moved = await move;
    return done(c, { ...reading(time), moved }, ownPath(asked["back"]));
  };
}

function reading(time: Time): { now: string; next: { at: string; what: string } | null } {
  const next = time.next();
  return { now: iso(time.now()), next: next ? { at: iso(next.at), what: next.what } : null };
}

/** A path of these pages, whatever the form says. */
function ownPath(back: unknown): string {
  return typeof back === "string" && /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : "/clock";
}

function face(time: Time): Html {
  const next = time.next();
  return html`<h1>Clock</h1>
    <p class="lead">It is ${moment(time.now())}.</p>
    <p>${next ? html`Due next: <strong>${next.what}</strong>, ${moment(next.at)}.` : "Nothing is due: no lead is waiting for anything. Post the form to bring one in."}</p>
    <p class="quiet">Virtual time runs at real speed until you move it. A move ends when nothing that was due on the way is left undone.</p>
    <div class="columns">
      <form class="card" method="post" action="/clock">
        <p class="field">
          <label for="advance">Move on by</label>
          <span class="hint" id="advance-hint">P3D is three days, P1M a month, PT12H twelve hours.</span>
          <input id="advance" name="advance" value="P3D" required aria-describedby="advance-hint" autocomplete="off">
        </p>
        <button>Move on</button>
      </form>
      <form class="card" method="post" action="/clock">
        <p class="field">
          <label for="to">Move to</label>
          <span class="hint" id="to-hint">A moment with its zone; Z is UTC.</span>
          <input id="to" name="to" value="${iso(time.now()).slice(0, 11)}23:59:00Z" required aria-describedby="to-hint" autocomplete="off">
        </p>
        <button>Move there</button>
      </form>
    </div>`;
}
