/** What the people who call and write were told to do: what is open first, then what is overdue, and what is done. */
import { html } from "hono/html";
import { isoTimes } from "../../functions/iso-times.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches, channelOf } from "../../workflows/rules/touches.ts";
import { answer } from "./answer.ts";
import { type AskedTask, askedTasks } from "./asked-tasks.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import { noticeCard } from "./notice-card.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

export function tasksPage(sources: LaptopSources): Handler {
  return async (c) => {
    const tasks = (await askedTasks(sources)).toReversed();
    return answer(c, sources, {
      json: () => tasks.map(inJson),
      title: "Tasks",
      main: () =>
        tasks.length === 0 ? nothingYet(sources.campaigns()) : list(tasks, sources.defaultTimeZone),
      looksAt: "tasks",
    });
  };
}

function inJson(task: AskedTask): unknown {
  const { dueAt = null, toldAt = null, outcome = null } = task;
  return isoTimes({ ...task, dueAt, toldAt, outcome });
}

function nothingYet(campaigns: readonly RunningCampaign[]): Html {
  return html`<h1>Tasks</h1>
    <p class="lead">Nobody has been asked to call or to write yet. A task gets here when a lead comes to a touch that says <code>call:</code>, <code>postcard:</code> or <code>note:</code> in its <code>campaign.yaml</code>, and can be reached by it: a call needs a telephone number, a card or note a street and a town. And when a lead replies to one of its letters: do so in the <a href="/mailbox">mailbox</a>.</p>
    ${doors(campaigns)}`;
}

/** The forms that lead to a task. */
function doors(campaigns: readonly RunningCampaign[]): Html {
  const asking = campaigns.filter((campaign) =>
    allTouches(campaign).some((touch) => channelOf(touch) !== "mail"),
  );
  const forms = asking.flatMap(({ enter, consent }) => enter.forms.map((form) => ({ form, consent })));
  if (forms.length === 0) return html`<p>No campaign that has a form asks for one.</p>`;
  return html`<p>Send one of these forms with them, then move the clock:</p>
    <ul>
      ${forms.map(({ form, consent }) => html`<li><a href="/?form=${form}&amp;sample=lead">${form}</a>${consent.doubleOptIn ? html`: its address must be confirmed first, by the letter in the <a href="/mailbox">mailbox</a>` : ""}</li>`)}
    </ul>`;
}

const HEADINGS: Readonly<Record<AskedTask["standing"], string>> = {
  open: "To do",
  overdue: "Overdue",
  done: "Done",
  gone: "Of leads that were erased",
};

function list(tasks: readonly AskedTask[], zone: string): Html {
  const sections = Object.entries(HEADINGS).map(([standing, heading]) => ({
    heading,
    of: tasks.filter((task) => task.standing === standing),
  }));
  return html`<h1>Tasks</h1>
    <p class="quiet">${sections
      .map(({ heading, of }) => of.length > 0 && `${of.length} ${heading.toLowerCase()}`)
      .filter(Boolean)
      .join(", ")}. Each as its subscribers receive it, the newest first.</p>
    ${sections.map(({ heading, of }) => (of.length === 0 ? "" : html`<h2>${heading}</h2>${of.map((task) => card(task, zone))}`))}`;
}

function card(task: AskedTask, zone: string): Html {
  const { notice, told, leadId, standing } = task;
  const beside = [
    when(task, zone),
    standing === "gone" ? undefined : html`<a href="/leads/${leadId}">the lead</a>`,
    told > 1 ? html`told ${told} times` : undefined,
  ].filter((each) => each !== undefined);
  const heading = html`<h3>${notice.subject}</h3><p class="quiet">${beside.map((each, i) => html`${i > 0 ? " · " : ""}${each}`)}</p>`;
  return noticeCard(notice, heading);
}

function when({ outcome, toldAt, dueAt }: AskedTask, zone: string): Html | undefined {
  if (outcome !== undefined && toldAt !== undefined)
    return html`<strong>${outcome}</strong>, ${moment(toldAt, zone)}`;
  return dueAt === undefined ? undefined : html`due ${moment(dueAt, zone)}`;
}
