/** A stack in an account of the reader's own, for rules. */

import { readSettings } from "../../../infra/read-settings.ts";
import type { Patient, Standing } from "../../../local/doctor/patient.ts";
import { NOW, OWN } from "./examined.ts";

export const THERE: Standing = {
  is: "there",
  account: "123456789012",
  status: "CREATE_COMPLETE",
  outputs: {},
  resources: [
    { id: "MailSender", type: "AWS::SES::EmailIdentity", name: "your-company.com" },
    { id: "SweeperSweepLogs1", type: "AWS::Logs::LogGroup", name: "ripen-dev-SweepLogs" },
  ],
};

export const patient = (more: Partial<Patient> = {}): Patient => ({
  called: "the stack ripen-dev",
  stackName: "ripen-dev",
  region: "eu-west-1",
  now: NOW,
  settings: readSettings(OWN),
  stage: "dev",
  desk: { people: {}, pools: [] },
  campaigns: [],
  isThorough: false,
  stack: THERE,
  ...more,
});

export const ABSENT = { is: "absent" } as const;
