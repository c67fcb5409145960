/** What happens to a mail at once: delivered, unless its address is one that SES treats in its own way. */
import type { Happening } from "./event.ts";
import { bounced, complained, delivered, sent } from "./happenings.ts";

export interface Recipient {
  readonly to: readonly string[];
  /** Why SES doesn't write to one of them any more, if so. */
  readonly suppressed: string | undefined;
  readonly feedbackId: () => string;
  readonly at: number;
}

export function firstFate({ to, suppressed, feedbackId, at }: Recipient): readonly Happening[] {
  if (suppressed !== undefined)
    return [sent, bounced(to, "Permanent", feedbackId(), at, "OnAccountSuppressionList")];
  const [first = ""] = to;
  const fate = simulator[simulated(first) ?? "success"] ?? delivery;
  return [sent, ...fate({ to, suppressed, feedbackId, at })];
}

const delivery = ({ to, at }: Recipient) => [delivered(to, at)];

/** The addresses of SES's mailbox simulator, `<name>@simulator.amazonses.com`; a label after `+` is allowed. */
const simulator: Readonly<Record<string, (recipient: Recipient) => readonly Happening[]>> = {
  success: delivery,
  ooto: delivery,
  bounce: ({ to, feedbackId, at }) => [bounced(to, "Permanent", feedbackId(), at)],
  suppressionlist: ({ to, feedbackId, at }) => [bounced(to, "Permanent", feedbackId(), at, "Suppressed")],
  complaint: ({ to, feedbackId, at }) => [delivered(to, at), complained(to, feedbackId(), at)],
};

const simulated = (address: string) =>
  /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1]?.toLowerCase();

/** Bounces and complaints of the simulator put nobody on the suppression list. */
export const isSimulated = (address: string) => simulated(address) !== undefined;
