/** One of each kind of item that lies beside the leads, as it lies. */
import { MONDAY } from "../stories/line.ts";

const ZOE = "0123456789abcdef0123456789abcdef";
const DAY = new Date(MONDAY).toISOString();

export const ITEMS: readonly Readonly<Record<string, unknown>>[] = [
  {
    pk: "CAMPAIGN#orchard",
    sk: "CAMPAIGN",
    pausedAt: MONDAY,
    because: "complaints",
    countedBefore: { day: MONDAY, sent: 5, bounced: 1, complained: 1 },
  },
  { pk: "CAMPAIGN#orchard", sk: `DAY#${DAY.slice(0, 10)}`, sent: 7, bounced: 2, complained: 1 },
  {
    pk: "MAILBOX#fedcba9876543210fedcba9876543210",
    sk: "MAILBOX",
    lastAt: MONDAY,
    secondLastAt: MONDAY - 86_400_000,
    thirdLastAt: 0,
    expiresAt: 1_800_000_000,
  },
  { pk: "IMPORT#fair", sk: "FILE#0a1b2c", begins: MONDAY, from: 3, every: 60_000 },
  { pk: "DESK", sk: "PERSON#tom", open: 4 },
  { pk: "DESK", sk: "POOL#north", order: ["tom", "ann"], seen: 9 },
  { pk: "DESK", sk: "CLAIM#digest#tom", claimed: "2026-11-23" },
  { pk: "PERSON#tom", sk: `LEAD#${ZOE}`, since: MONDAY },
  {
    pk: "PERSON#tom",
    sk: `ANSWER#${DAY}#${ZOE}#1`,
    at: MONDAY,
    leadId: ZOE,
    n: 1,
    status: "rejected",
    reason: "no budget",
  },
  { pk: "ACCOUNT#dairy.example", sk: "ACCOUNT", owner: "tom" },
  { pk: "ACCOUNT#dairy.example", sk: `LEAD#${ZOE}` },
];
