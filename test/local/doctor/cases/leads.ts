/** What became of leads and campaigns, by a table: what the metrics and the table tell, what is made of it. */
import { paused } from "../../../../local/doctor/checks/campaigns.ts";
import { counted, named } from "../../../../local/doctor/checks/unknown-touches.ts";
import { NOW } from "../examined.ts";
import { patient } from "../patient.ts";
import type { Row } from "../rule-table.ts";

const here = patient();

export const LEAD_CASES: readonly Row[] = [
  [
    "touches that became unknown",
    counted(2, here),
    [
      /^warns: 2 touches became unknown in 30 days, so nobody knows whether they went out; .*→ npm run doctor -- --thorough --stack ripen-dev$/,
    ],
  ],
  [
    "a command of ours names profile and region of the environment",
    counted(2, patient({ profile: "firm", regionNamed: "eu-west-1" })),
    [/→ AWS_PROFILE=firm AWS_REGION=eu-west-1 npm run doctor -- --thorough --stack ripen-dev$/],
  ],
  [
    "an unknown touch by name",
    named([{ leadId: "a1", touchId: "t1" }]),
    [
      /^warns: 1 touch is unknown: nobody knows whether it went out, .*it is never sent again\. One is t1 of lead a1/,
    ],
  ],
  [
    "unknown touches by the name of one",
    named([
      { leadId: "a1", touchId: "t1" },
      { leadId: "a2", touchId: "t2" },
    ]),
    [/^warns: 2 touches are unknown: nobody knows whether they went out, and they are never sent again\./],
  ],

  [
    "a paused campaign",
    paused(
      [
        ["green-bananas", { pausedAt: NOW, because: "too many bounces" }],
        ["b", {}],
      ],
      here,
    ),
    [
      /^warns: The campaign green-bananas is paused since 2026-11-22 13:00 UTC: too many bounces\. → npm run campaign -- resume green-bananas --stack ripen-dev$/,
    ],
  ],
];
