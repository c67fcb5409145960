/** Stories of a call: a campaign that opens with one, and a lead that can be reached by it. */
import { campaign, type Stated } from "./campaign.ts";
import { FITTING, type Story, story } from "./line.ts";

/** Reachable by telephone, and far from ripe. */
export const ZOE = { ...FITTING, employees: "3", phone: "+353 21 555 0134" };
export const FIRST_CALL = {
  name: "first-call",
  after: "0 minutes",
  call: "first-call.md",
  helps: "Be asked what hurts.",
  due: "2 days",
};
export const SECOND = { name: "second", after: "1 day", mail: "second.md", helps: "Do one thing." };
export const BRIEF = {
  title: 'Call {{ lead.firstName | default: "them" }}',
  text: "Ask {{ lead.company | default: 'them' }} which alarm rang last.\nThen listen.",
};

export const CALLING: Stated = { touches: [FIRST_CALL, SECOND], briefs: { "first-call": BRIEF } };

export function calling(change: Stated = {}): Story {
  return story({ campaigns: () => [campaign({ ...CALLING, ...change })] });
}

export async function asked(change: Stated = {}, fields: object = {}): Promise<Story> {
  const told = calling(change);
  await told.posts({ ...ZOE, ...fields });
  return told;
}

/** The touches in the order in which they were made, each with how it stands. */
export async function statuses(told: Story): Promise<readonly string[]> {
  const { touches } = await told.lead();
  return touches
    .toSorted((a, b) => a.claimedAt - b.claimedAt)
    .map(({ name, status, outcome }) => [name, status, outcome].filter(Boolean).join(" "));
}
