import { expect, test } from "vitest";
import { functions, target, template } from "./deployed.ts";

const sender = "Nora Lindqvist <nora@orchard-cold-chain.example>";
const postalAddress = "Orchard Cold Chain, 12 Harbour Road, Cork T12 X4Y5, Ireland";
const everywhere = { STAGE: "dev", METRICS_NAMESPACE: "Ripen-dev" };
/** Whoever decides knows how long a lead is kept, and by which clock. */
const zone = { DEFAULT_TIME_ZONE: "Europe/Dublin", RETENTION: "3 years" };

const atTheDesk = {
  ...zone,
  TABLE_NAME: "LeadTable",
  LINK_SECRET_ARN: "LinkSecret",
  API_URL: "ApiHttp.ApiEndpoint",
  SALES_TOPIC_ARN: "SalesTopic",
};

const forAdmins = {
  ...zone,
  TABLE_NAME: "LeadTable",
  ID_SECRET_ARN: "IdSecret",
  SENT_MAILS_BUCKET: "SentMails",
};

/** What each file of functions/ reads from its environment; a resource by its logical id. */
const environments: Record<string, Record<string, string>> = {
  "capture-lead": {
    ...zone,
    TABLE_NAME: "LeadTable",
    ID_SECRET_ARN: "IdSecret",
    LINK_SECRET_ARN: "LinkSecret",
    FORM_RULES: JSON.stringify({
      origins: ["https://www.orchard-cold-chain.example"],
      stamp: "optional",
      limits: { mailboxPerDay: 20, networkPerHour: 300 },
    }),
    THANK_YOU_URLS: '{"cold-store-guide":"https://www.orchard-cold-chain.example/thank-you"}',
  },
  "record-activity": { ...zone, TABLE_NAME: "LeadTable", ID_SECRET_ARN: "IdSecret" },
  "advance-lead": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
    API_URL: "ApiHttp.ApiEndpoint",
    SENDER: sender,
    REPLY_TO: "nora@orchard-cold-chain.example",
    POSTAL_ADDRESS: postalAddress,
    CONFIGURATION_SET: "MailConfigurationSet",
    SENT_MAILS_BUCKET: "SentMails",
    TASKS_TOPIC_ARN: "TasksTopic",
  },
  "release-lead": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
    API_URL: "ApiHttp.ApiEndpoint",
    SALES_TOPIC_ARN: "SalesTopic",
  },
  "follow-leads": { STATE_MACHINE_ARN: "NurtureMachine" },
  "announce-leads": { EVENT_BUS_NAME: "AnnouncerBus", SENT_MAILS_BUCKET: "SentMails" },
  "count-stages": { TABLE_NAME: "LeadTable" },
  "sweep-leads": {
    TABLE_NAME: "LeadTable",
    STATE_MACHINE_ARN: "NurtureMachine",
    SENT_MAILS_BUCKET: "SentMails",
  },
  "record-email-event": { ...zone, TABLE_NAME: "LeadTable" },
  "answer-handoff": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
  },
  "manage-my-leads": atTheDesk,
  "send-digests": atTheDesk,
  "report-task": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
    SENDER: sender,
    POSTAL_ADDRESS: postalAddress,
  },
  "answer-question": { ...zone, TABLE_NAME: "LeadTable", LINK_SECRET_ARN: "LinkSecret" },
  "show-dossier": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
    SENT_MAILS_BUCKET: "SentMails",
  },
  "export-person": forAdmins,
  "erase-person": forAdmins,
  "manage-subscription": {
    ...zone,
    TABLE_NAME: "LeadTable",
    LINK_SECRET_ARN: "LinkSecret",
    SENT_MAILS_BUCKET: "SentMails",
    API_URL: "ApiHttp.ApiEndpoint",
    SENDER: sender,
    POSTAL_ADDRESS: postalAddress,
  },
};

const byName = Object.fromEntries(
  Object.values(functions).map((deployed) => [deployed.environment["SERVICE_NAME"], deployed]),
);

test.each(Object.entries(environments))("%s is given what it reads, and nothing else", (name, expected) => {
  const { environment = {}, entry } = byName[name] ?? {};
  expect(entry).toBe(`functions/${name}.ts`);
  const given = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, plain(value)]));
  expect(given).toEqual({ ...everywhere, SERVICE_NAME: name, ...expected });
});

test("these eighteen are all there are", () => {
  expect(Object.keys(byName).sort()).toEqual(Object.keys(environments).sort());
});

test.each(Object.entries(functions))(
  "%s runs on Node 24 on arm64 and logs for three months, no longer",
  (_, { properties }) => {
    expect(properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
    });
    const { LogGroup } = properties["LoggingConfig"] as { LogGroup: unknown };
    expect(template.Resources[target(LogGroup)]?.Properties).toMatchObject({ RetentionInDays: 90 });
  },
);

test("a step of the workflow is cut off by Lambda before the workflow gives up on it after 120 seconds", () => {
  for (const id of ["AdvanceLead", "ReleaseLead"]) {
    expect(functions[id]?.properties["Timeout"]).toBeLessThan(120);
  }
});

test("a page answers before API Gateway gives up after 30 seconds", () => {
  for (const id of [
    "CaptureLead",
    "RecordActivity",
    "AnswerHandoff",
    "ManageMyLeads",
    "ReportTask",
    "AnswerQuestion",
    "ManageSubscription",
    "ShowDossier",
    "ExportPerson",
    "ErasePerson",
  ]) {
    expect(functions[id]?.properties["Timeout"]).toBeLessThan(30);
  }
});

/** A resource by its logical id without the generated hash; an attribute after a dot. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const [, attribute] = (value as { "Fn::GetAtt"?: [string, string] })["Fn::GetAtt"] ?? [];
  const id = target(value).replace(/[0-9A-F]{8}$/, "");
  return attribute === undefined ? id : `${id}.${attribute}`;
}
