/** What became of somebody, in a few lines that only the business moves: no wording of a letter or of a reason. */
import type { Story } from "../stories/line.ts";
import type { Frozen } from "./release.ts";

/** From when it was put down until now. */
export async function outcomeOf(
  told: Story,
  { mails, notices, tasks, executions }: Frozen,
): Promise<readonly string[]> {
  const { line } = told;
  const went = [
    ...line.mail.sent.slice(mails.length).map((mail) => `${when(mail.sentAt)} mail ${mail.tags.touchId}`),
    ...line.sales.notices
      .slice(notices.length)
      .map(({ at, attributes }) => `${when(at)} sales ${attributes?.["kind"]} to ${attributes?.["to"]}`),
    ...line.tasks.notices.slice(tasks.length).map(({ at }) => `${when(at)} task`),
  ];
  const began = line.leads.all().flatMap(({ leadId }) => line.executionsOf(leadId));
  const ends = [...executions.map(({ arn }) => arn), ...began].map((arn) => endOf(told, arn));
  return [
    ...went.sort(),
    ...line.leads.all().flatMap(stands),
    `executions ${ends.join(", ").toLowerCase()}`,
    ...(line.deadLetters.length === 0 ? [] : [`nobody could handle ${line.deadLetters.length}`]),
  ];
}

/** Ninety days after its end an execution is forgotten. */
function endOf({ line }: Story, arn: string): string {
  try {
    return line.engine.describe(arn).status;
  } catch {
    return "forgotten";
  }
}

type Lived = Awaited<ReturnType<Story["life"]>>;

function stands({ lead, touches, handoffs, enrolments, ledger }: Lived): readonly string[] {
  if (lead === undefined) return ["erased"];
  return [
    ...touches.map(({ touchId, status, outcome }) =>
      ["touch", touchId, status, outcome].filter(Boolean).join(" "),
    ),
    ...handoffs.map(({ n, status, to, outcome }) =>
      ["hand-off", n, status, to, outcome].filter(Boolean).join(" "),
    ),
    ...enrolments.map(({ campaign, n, end }) => `run ${campaign} ${n} ${end ?? "goes on"}`),
    `${ledger.length} lines in its story`,
    `${lead.lifecycle}, ${sleeps(lead)}${lead.troubles === undefined ? "" : `, troubles ${lead.troubles}`}`,
  ];
}

function sleeps({ endedAt, nextWakeAt }: NonNullable<Lived["lead"]>): string {
  if (endedAt !== undefined) return `at rest since ${when(endedAt)}`;
  return nextWakeAt === undefined ? "nobody looks at it again" : `sleeps until ${when(nextWakeAt)}`;
}

const when = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");
