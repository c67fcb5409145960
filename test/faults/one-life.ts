/** One life on a line of its own: six months, people, weather, and a witness. The same seed lives the same life. */
import type { World } from "../../functions/world/world.ts";
import { faulty } from "../../local/memory/faults.ts";
import { type LineOptions, NurtureLine } from "../../local/memory/nurture-line.ts";
import { TaskError } from "../../local/step-functions/errors.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { CAMPAIGNS } from "./campaigns.ts";
import { Cast } from "./cast.ts";
import { dice } from "./dice.ts";
import { edges } from "./edges.ts";
import { atRest, verdict } from "./verdict.ts";
import { type Climate, type Weather, weather } from "./weather.ts";
import { Witness } from "./witness.ts";

/** Takes one guard away: in the world that the functions see, or in the workflow file. */
export interface Mutation {
  readonly world?: (world: World) => World;
  readonly workflow?: (file: string) => string;
}

export interface Outcome {
  readonly seed: number;
  readonly climate: Climate;
  readonly problems: readonly string[];
  readonly tally: ReadonlyMap<string, number>;
  readonly trace: readonly string[];
}

const SPAN = 180 * DAY;
/** Long enough for an execution to grow old and hand over. */
const LONG_SPAN = 420 * DAY;
/** The last weeks are for whatever went wrong to come right. */
const CALM_BEFORE_END = 31 * DAY;
const QUIET_BEFORE_END = 10 * DAY;

export async function liveOnce(seed: number, mutation: Mutation = {}): Promise<Outcome> {
  const end = MONDAY + (seed % 25 === 0 ? LONG_SPAN : SPAN);
  const roll = dice(seed * 7919);
  let cast: Cast | undefined;
  let plain: World | undefined;
  let now = () => MONDAY;
  const witness = new Witness(MONDAY, () => now());
  const sky = weather(
    dice(seed * 104_729),
    () => now() < end - CALM_BEFORE_END,
    (what) => witness.count(what),
  );
  const line: NurtureLine = new NurtureLine({
    campaigns: () => CAMPAIGNS,
    start: MONDAY,
    seed,
    keepHistories: false,
    wrote: (before, after) => witness.wrote(before, after),
    aroundUpdate: (update) => updating(sky, update, () => cast?.meanwhile()),
    around: (world) => {
      plain = world;
      return faulty(
        (mutation.world ?? same)(
          watched(
            world,
            witness,
            () => line,
            () => cast,
          ),
        ),
        (call) => {
          const blow = sky.blow(call, () => cast?.meanwhile() ?? Promise.resolve());
          if (blow) witness.note(`fault: ${blow.kind} ${blow.when} ${call}`);
          return blow;
        },
      );
    },
    ...(mutation.workflow ? { workflow: mutation.workflow } : {}),
  } satisfies LineOptions);
  now = () => line.clock.now();
  line.mail.mood = () => MOODS[sky.mood()];
  line.deliver = (what, hand) => {
    for (const span of sky.deliveries(what))
      if (span === 0) hand();
      else line.clock.setAlarm(line.clock.now() + span, hand);
  };
  const leadId = await (plain ?? line.world).identity.leadId("zoe@dairy.example");
  const pen = seed % 8 === 5 || seed % 8 === 2 ? dice(seed * 31_337) : undefined;
  cast = new Cast(line, edges(line.world), roll, { witness, leadId, until: end - QUIET_BEFORE_END, pen });
  cast.plan();
  await line.liveUntil(end, () => atRest(line, leadId, witness, sky.climate));
  await verdict(line, leadId, witness, sky.climate);
  return {
    seed,
    climate: sky.climate,
    problems: witness.problems,
    tally: witness.tally,
    trace: witness.trace,
  };
}

const MOODS = {
  take: "take",
  "take and lose the answer": "take and lose the answer",
  throttle: { answer: "refused", code: "TooManyRequestsException", address: false },
  reject: { answer: "refused", code: "MessageRejected", address: false },
  pause: { answer: "refused", code: "SendingPausedException", address: false },
  "refuse the address": { answer: "refused", code: "BadRequestException", address: true },
} as const;

const same = (world: World) => world;

/** The workflow's own write, which SDK and service may fail before or after it is done, or which others cross. */
async function updating(
  sky: Weather,
  update: () => Promise<unknown>,
  meanwhile: () => Promise<void> | undefined,
) {
  const fault = sky.update();
  if (fault === "is crossed") await meanwhile();
  if (fault === "fails before") throw new TaskError("DynamoDb.ProvisionedThroughputExceededException");
  const answer = await update();
  if (fault === "fails after") throw new TaskError("DynamoDb.SdkClientException");
  return answer;
}

/** Who hears of mails, notifications and tasks. */
type Audience = Pick<Cast, "gotMail" | "told" | "asked">;

/** Tells the witness and the cast of each mail, notification and task that was really taken. */
export function watched(
  world: World,
  witness: Witness,
  line: () => NurtureLine,
  cast: () => Audience | undefined,
): World {
  return {
    ...world,
    mail: {
      async send(letter) {
        const before = line().mail.sent.length;
        const answer = await world.mail.send(letter);
        for (const mail of line().mail.sent.slice(before)) {
          witness.sent(mail);
          cast()?.gotMail(mail);
        }
        return answer;
      },
    },
    tasks: {
      confirmedSubscribers: () => world.tasks.confirmedSubscribers(),
      async publish(notice) {
        await world.tasks.publish(notice);
        if (line().tasks.subscribers === 0) return;
        const url = /https:\/\/\S+\/tasks\/\S+/.exec(notice.text)?.[0] ?? "";
        const touchId = String(claimsOf(url)["touch"]);
        witness.asked(touchId);
        cast()?.asked(url, touchId);
      },
    },
    sales: {
      confirmedSubscribers: () => world.sales.confirmedSubscribers(),
      async publish(notice) {
        await world.sales.publish(notice);
        if (line().sales.subscribers === 0) return;
        const url = /https:\/\/\S+\/handoffs\/[^\s?]+/.exec(notice.text)?.[0] ?? "";
        const n = Number(claimsOf(url)["n"]);
        const { kind = "", to = "" } = notice.attributes ?? {};
        witness.published(n, { kind, to });
        cast()?.told({ n, url, kind });
      },
    },
  };
}

/** The hand-off's number and the task's touch stand in the link's token. */
function claimsOf(url: string): Readonly<Record<string, unknown>> {
  const payload = url.split("/").at(-1)?.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
