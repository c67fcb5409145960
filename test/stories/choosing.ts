/** Stories of the preferences page: mails that carry its link, and what is pressed behind it. */
import { campaign, SMALL, type Stated } from "./campaign.ts";
import { type Answer, linkIn, type Story, story } from "./line.ts";

const mail = (subject: string) => ({
  subject,
  preheader: "",
  html: `<p>Hello</p><a ses:tags="link:read-on;" href="https://www.orchard-cold-chain.example/guide">read on</a> <a ses:no-track href="{{ links.unsubscribe }}">Unsubscribe</a> <a ses:no-track href="{{ links.preferences }}">Preferences</a><a ses:tags="link:unseen;" href="https://www.orchard-cold-chain.example/"></a>`,
  text: "Preferences: {{ links.preferences }}",
});
export const MAILS = Object.fromEntries(Object.keys(SMALL.mails).map((name) => [name, mail(name)]));

export const choosable = (change: Stated = {}) => campaign({ mails: MAILS, ...change });

/** Two campaigns of a topic each; the form enters both. */
export const EVENTS = choosable({ name: "events", title: "Events", send: { topic: "events" } });

export function choosing(...campaigns: ReturnType<typeof campaign>[]): Story {
  return story({ campaigns: () => (campaigns.length === 0 ? [choosable()] : campaigns) });
}

type Boxes = Readonly<Record<string, boolean>>;

/** The page of the newest mail. */
export const pageOf = (told: Story) => linkIn(told.mails.at(-1), "preferences");

/** Turns these boxes on the page as it stands, and saves. */
export async function chooses(told: Story, boxes: Boxes, link = pageOf(told)): Promise<Answer> {
  const { body = "" } = await told.follows(link);
  const was = /name="was" value="([^"]*)"/.exec(body)?.[1] ?? "";
  const ticked = new Set(was.split(" ").filter(Boolean));
  for (const [name, isTicked] of Object.entries(boxes)) {
    if (isTicked) ticked.add(name);
    else ticked.delete(name);
  }
  const boxesSent = Object.fromEntries([...ticked].map((name) => [name, "on"]));
  return told.follows(link, "POST", { do: "save", was, ...boxesSent });
}

export function presses(told: Story, act: string, link = pageOf(told)): Promise<Answer> {
  return told.follows(link, "POST", { do: act });
}
