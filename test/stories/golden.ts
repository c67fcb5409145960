/** A whole life, compact enough to be read: what the workflow did and when, and what was left behind. */
import type { HistoryEvent } from "../../local/step-functions/history.ts";
import type { Story } from "./line.ts";

type Details = Readonly<Record<string, unknown>>;

/** Ready for a golden file. Every instant is UTC; executions are numbered, since their names are hashes. */
export async function goldenHistory(told: Story, email: string): Promise<string> {
  const { leadId, lead, touches, ledger, handoffs, enrolments } = await told.lead(email);
  const golden = {
    ended: `${lead.lifecycle}: ${lead.because}`,
    score: `${lead.score.total} = ${lead.score.fit} fit + ${lead.score.engagement} engagement, as of ${when(lead.score.at)}`,
    segment: lead.segment,
    executions: told.line.executionsOf(leadId).map((arn) => states(told.line.engine.history(arn))),
    enrolments: enrolments.map(
      (run) =>
        `${run.campaign} ${run.n}: ${when(run.startedAt)} to ${run.endedAt ? `${when(run.endedAt)}, ${run.because}` : "now"}`,
    ),
    touches: touches
      .toSorted((a, b) => a.claimedAt - b.claimedAt)
      .map(
        (touch) =>
          `${when(touch.claimedAt)}  ${touch.touchId}  ${touch.status}${touch.sentAt === undefined ? "" : ` ${when(touch.sentAt)}`}, try ${touch.tries}`,
      ),
    ledger: ledger
      .toSorted((a, b) => a.at - b.at)
      .map((line) => `${when(line.at)}  ${line.kind}: ${line.what}`),
    handoffs: handoffs.map(
      (each) =>
        `${each.n}: released ${when(each.releasedAt)} (${each.because}), ${each.status}${each.closedAt ? ` ${when(each.closedAt)}` : ""}${each.answeredBy ? ` by ${each.answeredBy}` : ""}`,
    ),
    notices: told.notices.map((notice) => `${when(notice.at)}  ${notice.subject}`),
  };
  return `${JSON.stringify(golden, null, 2).replace(FLAT_ARRAY, onOneLineIfItFits)}\n`;
}

/** As our formatter writes JSON: a list that fits stands on one line. */
const FLAT_ARRAY = /^( *"\w+": )\[\n((?: +"(?:[^"\\]|\\.)*",?\n)+) *\]/gm;
const LINE_WIDTH = 110;

function onOneLineIfItFits(written: string, key: string, items: string): string {
  const line = `${key}[${items.trim().replace(/,\n +/g, ", ")}]`;
  return line.length < LINE_WIDTH ? line : written;
}

/** One line a state: when it was entered, its name, and how it was left. */
function states(history: readonly HistoryEvent[]): readonly string[] {
  const lines: string[] = [];
  for (const event of history) {
    if (event.type.endsWith("StateEntered")) lines.push(`${when(event.timestamp)}  ${of(event)["name"]}`);
    const outcome = outcomeOf(event);
    if (outcome !== undefined) lines.push(`${lines.pop() ?? ""} → ${outcome}`);
  }
  return lines;
}

function outcomeOf(event: HistoryEvent): string | undefined {
  switch (event.type) {
    case "TaskTimedOut":
      return `its time was up ${when(event.timestamp)}`;
    case "TaskFailed":
    case "TaskSubmitFailed":
      return String(of(event)["error"]);
    case "TaskSucceeded":
      return of(event)["resource"] === "updateItem.waitForTaskToken"
        ? `woken ${when(event.timestamp)}`
        : undefined;
    case "TaskStateExited":
      return nextStep(of(event)["assignedVariables"] as Details | undefined);
    case "ExecutionTimedOut":
    case "ExecutionFailed":
      return event.type;
    default:
      return undefined;
  }
}

/** What the step said comes next: `sleep until 2026-11-26 09:00:00`. */
function nextStep(assigned: Details | undefined): string | undefined {
  if (assigned?.["step"] === undefined) return undefined;
  const step = JSON.parse(String(assigned["step"])) as { readonly action: string; readonly until?: number };
  return step.until === undefined ? step.action : `${step.action} until ${when(step.until)}`;
}

function of(event: HistoryEvent): Details {
  return (Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {}) as Details;
}

function when(instant: number): string {
  const text = new Date(instant).toISOString().replace("T", " ");
  return text.endsWith(".000Z") ? text.slice(0, -5) : text.slice(0, -1);
}
