/** The tasks that were asked for, each once however often it was told, and how each of them stands. */
import * as z from "zod";
import { LeadId } from "../../workflows/rules/lead.ts";
import { type Life, type Touch, TouchId } from "../../workflows/rules/life.ts";
import { outcomeInWords, toldAt } from "../../workflows/rules/task.ts";
import type { LaptopSources, TopicNotice } from "./sources.ts";

export interface AskedTask {
  /** The newest notification of it. */
  readonly notice: TopicNotice;
  readonly told: number;
  readonly leadId: LeadId;
  readonly touchId: TouchId;
  /** `gone`: its lead was erased. */
  readonly standing: "open" | "overdue" | "done" | "gone";
  readonly dueAt: number | undefined;
  readonly toldAt: number | undefined;
  /** `voicemail, says Ann` */
  readonly outcome: string | undefined;
}

/** In the order in which they were first asked for. */
export async function askedTasks({ tasksInbox, leads, time }: LaptopSources): Promise<readonly AskedTask[]> {
  const notices = new Map<string, { readonly about: About; readonly all: TopicNotice[] }>();
  for (const notice of tasksInbox.list()) {
    const about = aboutOf(notice);
    if (about === undefined) continue;
    const key = `${about.sub} ${about.touch} ${about.since}`;
    const known = notices.get(key);
    if (known) known.all.push(notice);
    else notices.set(key, { about, all: [notice] });
  }
  const lives = new Map<LeadId, Promise<Life>>();
  const lifeOf = (leadId: LeadId) => {
    const life = lives.get(leadId) ?? leads.read(leadId);
    lives.set(leadId, life);
    return life;
  };
  return Promise.all(
    [...notices.values()].map(async ({ about, all }) =>
      taskOf(about, all, await lifeOf(about.sub), time.now()),
    ),
  );
}

/** Whom and what its link is about: the token is ours, and says so to anybody who can read base64. */
const About = z.object({ sub: LeadId, touch: TouchId, since: z.int().optional() });
type About = z.infer<typeof About>;

function aboutOf({ message }: TopicNotice): About | undefined {
  const payload = /^Report: \S+\/tasks\/[^.\s]+\.([^.\s]+)\./m.exec(message)?.[1] ?? "";
  try {
    return About.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  } catch {
    return undefined;
  }
}

function taskOf(
  { sub, touch, since }: About,
  all: readonly TopicNotice[],
  life: Life,
  now: number,
): AskedTask {
  const isSame = since === undefined || life.lead?.createdAt === since;
  const found = isSame ? life.touches.find(({ touchId }) => touchId === touch) : undefined;
  const words = found && outcomeInWords(found);
  return {
    notice: all.at(-1) as TopicNotice,
    told: all.length,
    leadId: sub,
    touchId: touch,
    standing: found === undefined ? "gone" : standingOf(found, now),
    dueAt: found?.dueAt,
    toldAt: found && toldAt(life, found),
    outcome: words && `${words}, says ${found.by ?? "somebody"}`,
  };
}

function standingOf({ status, dueAt = Number.POSITIVE_INFINITY }: Touch, now: number) {
  if (status === "done") return "done";
  return status === "overdue" || dueAt <= now ? "overdue" : "open";
}
