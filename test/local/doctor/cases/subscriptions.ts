/** Who hears of ripe leads, by a table: what SNS tells of a topic's subscriptions, what is made of it. */
import { heard } from "../../../../local/doctor/checks/subscriptions.ts";
import { patient } from "../patient.ts";
import type { Row } from "../rule-table.ts";

const here = patient();
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:topic";
const audience = {
  output: "SalesTopicArn",
  of: "ripe leads, and no clock starts",
  silence: "stops",
  listeners: [{ address: "sales@a.com" }, { address: "tom@a.com", filterPolicy: { to: ["tom"] } }],
} as const;
const sales = (...subscribed: { address: string; arn?: string; isSigned?: boolean }[]) =>
  heard(audience, { topic: TOPIC, subscribed }, here);
const signed = (address: string) => ({ address, arn: `${TOPIC}:1`, isSigned: true });

export const SUBSCRIPTION_CASES: readonly Row[] = [
  [
    "everybody confirmed",
    sales(signed("sales@a.com"), signed("Tom@a.com")),
    [/^fine: All 2 hear of ripe leads; confirmed with a signature, and SNS doesn't tell/],
  ],
  [
    "nobody subscribed: one confirmed inbox ends the silence",
    sales(),
    [
      /^stops: sales@a.com isn't subscribed .*nobody hears of ripe leads/,
      /^warns: tom@a.com isn't subscribed .*FilterPolicy/,
    ],
  ],
  [
    "an inbox that waits, while a person hears",
    sales({ address: "sales@a.com" }, signed("tom@a.com")),
    [/^warns: sales@a.com hasn't confirmed .*--authenticate-on-unsubscribe true/],
  ],
  [
    "a confirmation by a click",
    sales({ ...signed("sales@a.com"), isSigned: false }, signed("tom@a.com")),
    [/^warns: sales@a.com confirmed topic unsigned.*→ aws sns unsubscribe .* && aws sns subscribe/],
  ],
];
