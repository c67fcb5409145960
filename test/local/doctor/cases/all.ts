/** All of the rules' tables. */
import type { Row } from "../rule-table.ts";
import { LEAD_CASES } from "./leads.ts";
import { MAIL_CASES } from "./mail.ts";
import { STACK_CASES } from "./stack.ts";
import { SUBSCRIPTION_CASES } from "./subscriptions.ts";

export const CASES: readonly Row[] = [...STACK_CASES, ...LEAD_CASES, ...MAIL_CASES, ...SUBSCRIPTION_CASES];
