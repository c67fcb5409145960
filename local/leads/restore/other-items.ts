/** What a restored table has beside its leads: standings of campaigns, places in mailboxes, accounts, turns, plans of imports. */
import type { Item } from "../../../functions/world/lead-items.ts";
import { type Instant, SECOND } from "../../../workflows/rules/time.ts";
import type { RestoreJob } from "./restore.ts";

/** Whether it came along. What follows from the leads comes with them; what the form's door counted is two days old at most. */
export async function takeOther(
  { living, go, world }: Pick<RestoreJob, "living" | "go" | "world">,
  item: Item,
  { pk, sk, expiresAt = Number.POSITIVE_INFINITY }: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const isOurs = COPIED.some(({ of, under }) => of.test(String(pk)) && under.test(String(sk)));
  if (!isOurs || Number(expiresAt) * SECOND <= (world.receivedAt() satisfies Instant)) return false;
  return go ? living.putNew(item) : !(await living.isThere(item));
}

const COPIED: readonly { readonly of: RegExp; readonly under: RegExp }[] = [
  { of: /^CAMPAIGN#/, under: /^/ },
  { of: /^MAILBOX#/, under: /^/ },
  { of: /^IMPORT#/, under: /^/ },
  { of: /^ACCOUNT#/, under: /^ACCOUNT$/ },
  { of: /^DESK$/, under: /^(POOL|CLAIM)#/ },
];
