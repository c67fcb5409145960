/** The signed links that a mail carries: each kind its own, and every one lets the lead leave, and choose what it gets. */
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import type { MailValues } from "../workflows/rules/mail-values.ts";
import { HOUSE } from "../workflows/rules/planned-touch.ts";
import { preferencesLink } from "./preferences-link.ts";
import type { LinkPurpose, Links } from "./world/links.ts";

/** The same links, dead: in a copy that is kept nobody shall be able to leave, confirm or answer for the lead. */
export function deadLinks(links: MailValues["links"]): MailValues["links"] {
  return Object.fromEntries(Object.keys(links).map((name) => [name, "#"]));
}

export async function mailLinks(
  links: Links,
  { leadId, lead }: Known,
  { touchId, name }: PlannedTouch,
  now: number,
): Promise<MailValues["links"] & { readonly unsubscribe: string }> {
  const to = (purpose: LinkPurpose) => links.url({ purpose, leadId, touchId });
  const own = {
    unsubscribe: await to("unsubscribe"),
    preferences: await preferencesLink(links, { leadId, touchId }, now),
  };
  const answering = async (answer: string) => {
    const since = lead.createdAt;
    return `${await links.url({ purpose: "question", leadId, touchId, since })}?answer=${answer}`;
  };
  switch (name) {
    case HOUSE.confirm:
      return { ...own, confirm: await to("confirm") };
    case HOUSE.ask:
      return {
        ...own,
        yes: await answering("yes"),
        notNow: await answering("not-now"),
        no: await answering("no"),
      };
    case HOUSE.stay:
      return { ...own, stay: await answering("stay") };
    default:
      return own;
  }
}
