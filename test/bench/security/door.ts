/** Whether the form can be made to bomb somebody: posts without end of one mailbox, in every spelling that reaches it. */

import { seeded } from "../../../local/memory/seeded.ts";
import { compileCampaigns } from "../../../workflows/compile/compile-campaigns.ts";
import { mailboxOf } from "../../../workflows/rules/address.ts";
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { MONDAY, type Story, story } from "../../stories/line.ts";
import { Lines } from "../lines.ts";
import { type Asked, type SecurityPart, shareOf, toldBy } from "./part.ts";

const POSTS = 9_000;
/** A share of the posts comes in a share of the time: what happens happens in the first days. */
const lastsOf = ({ share }: Asked) => (share < 1 ? 20 * DAY : 60 * DAY);
const AT_ONCE = 64;
/** Before its reader has confirmed it, over all its spellings. */
const AT_MOST = 3;

/** Shipped as they are: one opts in by the form alone, one by a letter too. */
const CAMPAIGNS = ["green-bananas", "long-cycle"];

export const securityPart: SecurityPart = async (asked) => {
  const told = new Lines();
  const compiled = compileCampaigns(new URL("../../../workflows/campaigns", import.meta.url).pathname);
  for (const campaign of compiled.filter(({ name }) => CAMPAIGNS.includes(name))) {
    const optIn = campaign.consent.doubleOptIn ? "double opt-in" : "single opt-in";
    told.say(`${campaign.name}, ${optIn}:`);
    await overWeeks(campaign, asked, told);
    await atOnce(campaign, asked, told);
  }
  return toldBy("posts of one mailbox in every spelling", told);
};

/** Evenly over sixty days; nobody reads, clicks or confirms. */
async function overWeeks(campaign: RunningCampaign, asked: Asked, told: Lines): Promise<void> {
  const { seed } = asked;
  const [posts, lasts] = [shareOf(POSTS, asked), lastsOf(asked)];
  const bombed = storyOf(campaign, seed);
  const spell = speller(seed);
  const spellings = new Set<string>();
  for (let n = 0; n < posts; n++) {
    await bombed.line.liveUntil(MONDAY + Math.floor((n * lasts) / posts));
    const email = spell();
    spellings.add(email);
    await bombed.postsUnsettled(fieldsOf(campaign, email, n));
  }
  await bombed.line.liveUntil(MONDAY + lasts);
  const leads = bombed.line.leads.all().filter(({ lead }) => lead !== undefined).length;
  told.say(
    `${posts} posts in ${lasts / DAY} days, ${spellings.size} spellings; ${leads} leads, ${bombed.mails.length} mails`,
  );
  judge(bombed, told);
}

async function atOnce(campaign: RunningCampaign, asked: Asked, told: Lines): Promise<void> {
  const { seed } = asked;
  const bombed = storyOf(campaign, seed);
  const spell = speller(seed);
  const posts = Array.from({ length: AT_ONCE }, (_, n) => fieldsOf(campaign, spell(), n));
  const answers = await Promise.all(posts.map((fields) => bombed.postsUnsettled(fields)));
  await bombed.line.liveUntil(MONDAY + lastsOf(asked));
  told.hold(
    `${AT_ONCE} posts at once, answered by one and the same answer`,
    new Set(answers.map((answer) => JSON.stringify(answer))).size === 1,
  );
  judge(bombed, told);
}

function judge({ mails, line }: Story, told: Lines): void {
  const sent = mails.map(({ sentAt }) => sentAt).toSorted((a, b) => a - b);
  const most = Math.max(
    0,
    ...sent.map((at) => sent.filter((other) => other > at - DAY && other <= at).length),
  );
  told.hold(`mails in any 24 hours: ${most}, at most 1`, most <= 1);
  told.hold(`mails before it is confirmed: ${sent.length}, at most ${AT_MOST}`, sent.length <= AT_MOST);
  told.none(
    "mails to another mailbox",
    mails.flatMap(({ to }) => (mailboxOf(to) === VICTIM ? [] : [to])),
  );
  told.none("messages that nobody could handle", line.deadLetters);
}

function storyOf(campaign: RunningCampaign, seed: number): Story {
  return story({ campaigns: () => [campaign], seed, keepHistories: false });
}

const VICTIM = "zoemueller@gmail.com";

/** Any casing, dots anywhere, a tag in most, either of Gmail's domains. */
function speller(seed: number): () => string {
  const random = seeded(seed);
  const anyCase = (text: string) =>
    text.replace(/./g, (each) => (random() < 0.5 ? each.toUpperCase() : each));
  return () => {
    const dotted = "zoemueller".replace(/.(?=.)/g, (each) => (random() < 0.2 ? `${each}.` : each));
    const tag = random() < 0.8 ? `+${Math.floor(random() * 1e6).toString(36)}` : "";
    return anyCase(`${dotted}${tag}@${random() < 0.5 ? "gmail" : "googlemail"}.com`);
  };
}

/** Every post says something else, so that none is taken for a repetition. */
function fieldsOf({ enter }: RunningCampaign, email: string, n: number) {
  return { email, consent: "yes", form: enter.forms[0], name: "Zoë Müller", city: `Place ${n}` };
}
