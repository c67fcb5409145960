/** When a touch goes: once it is due, the lead's cap has room, and the window is open in its own zone. */
import { roomAt } from "./frequency.ts";
import { holidaysOf } from "./holidays.ts";
import type { Touch } from "./journey.ts";
import type { Known } from "./life.ts";
import { type Playbook, type Run, understood } from "./playbook.ts";
import { planned, spreadBy } from "./spread.ts";
import type { Instant } from "./time.ts";
import { windowOf } from "./window.ts";

/** Never before `dueAt` or `now`. What the lead was promised waits for no window and no cap. */
export function goesAt(
  touch: Pick<Touch, "name"> & Partial<Touch>,
  dueAt: Instant,
  life: Known,
  run: Run,
  playbook: Playbook,
  now: Instant,
): Instant {
  if (touch.promised) return Math.max(dueAt, now);
  const { send } = run.campaign;
  const { zone, countryCode } = understood(life.lead, playbook);
  const room = send.atMost === undefined ? 0 : roomAt(mailsSent(life), send.atMost, zone);
  const freeAt = Math.max(dueAt, room);
  if (send.window === undefined) return Math.max(freeAt, now);
  return planned({
    dueAt: freeAt,
    now,
    window: windowOf(send.window, touch.window),
    zone,
    holidays: playbook.holidays && holidaysOf(playbook.holidays, countryCode),
    offset: spreadBy(life.leadId, touch.name, send.spread),
    alwaysSpread: run.enrolment.by === "import",
  });
}

/** When each mail of any campaign went, or may have gone. */
function mailsSent(life: Known): readonly Instant[] {
  return life.touches
    .filter(({ channel = "mail", status }) => channel === "mail" && OUT.has(status))
    .map((touch) => touch.claimedAt);
}

const OUT = new Set(["claimed", "sent", "unknown"]);
