/** Everything that is looked at, in the order in which it stops leads: what isn't deployed can't send, what can't send needs no alarm. */
import type { Check } from "./check.ts";
import { alarms } from "./checks/alarms.ts";
import { bootstrap } from "./checks/bootstrap.ts";
import { campaigns } from "./checks/campaigns.ts";
import { concurrency } from "./checks/concurrency.ts";
import { configurationSet } from "./checks/configuration-set.ts";
import { deadLetters } from "./checks/dead-letters.ts";
import { dkim } from "./checks/dkim.ts";
import { dmarc } from "./checks/dmarc.ts";
import { domain } from "./checks/domain.ts";
import { eventDestination } from "./checks/event-destination.ts";
import { exampleValues } from "./checks/example-values.ts";
import { executions } from "./checks/executions.ts";
import { identity } from "./checks/identity.ts";
import { mailFrom } from "./checks/mail-from.ts";
import { overdue } from "./checks/overdue.ts";
import { quotas } from "./checks/quotas.ts";
import { sendingRate } from "./checks/sending-rate.ts";
import { sesAccount } from "./checks/ses-account.ts";
import { stack } from "./checks/stack.ts";
import { subscriptions } from "./checks/subscriptions.ts";
import { switched } from "./checks/switched.ts";
import { unknownTouches } from "./checks/unknown-touches.ts";

export const CHECKS: readonly Check[] = [
  bootstrap,
  stack,
  switched,
  exampleValues,
  sesAccount,
  sendingRate,
  identity,
  dkim,
  mailFrom,
  domain,
  configurationSet,
  eventDestination,
  subscriptions,
  overdue,
  quotas,
  concurrency,
  alarms,
  executions,
  deadLetters,
  unknownTouches,
  campaigns,
  dmarc,
];

/** What the laptop has nothing of. */
const NOT_ON_LAPTOP: ReadonlySet<Check> = new Set([
  bootstrap,
  switched,
  dkim,
  mailFrom,
  domain,
  configurationSet,
  dmarc,
  concurrency,
  quotas,
  alarms,
]);

export const checksOf = (isLaptop: boolean) =>
  isLaptop ? CHECKS.filter((check) => !NOT_ON_LAPTOP.has(check)) : CHECKS;
