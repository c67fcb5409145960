/** The signed links that a mail carries: each kind its own, and every one lets the lead leave. */
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import type { MailValues } from "../workflows/rules/mail-values.ts";
import { HOUSE } from "../workflows/rules/planned-touch.ts";
import type { LinkPurpose, Links } from "./world/world.ts";

/** The same links, dead: in a copy that is kept nobody shall be able to leave, confirm or answer for the lead. */
export function deadLinks(links: MailValues["links"]): MailValues["links"] {
  return Object.fromEntries(Object.keys(links).map((name) => [name, "#"]));
}

export async function mailLinks(
  links: Links,
  { leadId, lead }: Known,
  { touchId, name }: PlannedTouch,
): Promise<MailValues["links"] & { readonly unsubscribe: string }> {
  const to = (purpose: LinkPurpose) => links.url({ purpose, leadId, touchId });
  const unsubscribe = await to("unsubscribe");
  const answering = async (answer: string) => {
    const since = lead.createdAt;
    return `${await links.url({ purpose: "question", leadId, touchId, since })}?answer=${answer}`;
  };
  switch (name) {
    case HOUSE.confirm:
      return { unsubscribe, confirm: await to("confirm") };
    case HOUSE.ask:
      return {
        unsubscribe,
        yes: await answering("yes"),
        notNow: await answering("not-now"),
        no: await answering("no"),
      };
    case HOUSE.stay:
      return { unsubscribe, stay: await answering("stay") };
    default:
      return { unsubscribe };
  }
}
