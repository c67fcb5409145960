/** The virtual clock: what time it is, what is due next, and the one way to move on. */
import { html } from "hono/html";
import { answer, done, wantsJson } from "./answer.ts";
import { targetOf } from "./clock-request.ts";
import type { Html } from "./layout.ts";
import { iso, lengthOf, moment } from "./moment.ts";
import { type Fields, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, Time } from "./sources.ts";

export function clockPage(sources: LaptopSources): Handler {
  return (c) => show(sources, c, {});
}

/** What can't be used is said above the form, where it stands as it was typed. */
function show(
  sources: LaptopSources,
  c: Parameters<Handler>[0],
  asked: Fields,
  problem?: string,
): Response | Promise<Response> {
  return answer(c, sources, {
    json: () => reading(sources.time),
    title: "Clock",
    main: () => face(sources.time, asked, problem),
  });
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
      // Time runs on while it is read: three days are three days, and not a millisecond more.
      const target = targetOf(asked, { now: () => from, next: () => time.next() });
      await time.moveTo(target);
      return lengthOf(target - from);
    });
    turn = move.catch(() => undefined);
    try {
      const moved = await move;
      return done(c, { ...reading(time), moved }, ownPath(asked["back"]));
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c)) throw error;
      c.status(error.status);
      return show(sources, c, asked, error.message);
    }
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

function face(time: Time, { advance = "3 days", to }: Fields, problem: string | undefined): Html {
  const next = time.next();
  const endOfDay = `${iso(time.now()).slice(0, 11)}23:59:00Z`;
  return html`<h1>Clock</h1>
    ${problem && html`<p class="notice" role="alert">${problem}</p>`}
    <p class="lead">It is ${moment(time.now())}.</p>
    <p>${next ? html`Due next: <strong>${next.what}</strong>, ${moment(next.at)}.` : "Nothing is due: no lead is waiting for anything. Post the form to bring one in."}</p>
    <p class="quiet">Virtual time runs at real speed until you move it. A move ends when nothing that was due on the way is left undone.</p>
    <div class="columns">
      <form class="card" method="post" action="/clock">
        <p class="field">
          <label for="advance">Move on by</label>
          <span class="hint" id="advance-hint">As campaigns write it, such as 10 days, 1 month or 12 hours; or in ISO 8601, such as P10D.</span>
          <input id="advance" name="advance" value="${String(advance)}" required aria-describedby="advance-hint" autocomplete="off">
        </p>
        <button>Move on</button>
      </form>
      <form class="card" method="post" action="/clock">
        <p class="field">
          <label for="to">Move to</label>
          <span class="hint" id="to-hint">A moment with its zone; Z is UTC.</span>
          <input id="to" name="to" value="${String(to ?? endOfDay)}" required aria-describedby="to-hint" autocomplete="off">
        </p>
        <button>Move there</button>
      </form>
    </div>`;
}
