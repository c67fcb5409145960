/** From a template to engines that hold what it names: tables, queues, topics, secrets, and a plan that resolves. */
import type { Engines } from "./engines.ts";
import type { Program, Urls } from "./program.ts";
import type { SesSettings } from "./ses/ses-settings.ts";
import { standUpBuckets } from "./template/buckets.ts";
import { standUpMessaging } from "./template/messaging.ts";
import type { Plan } from "./template/properties.ts";
import { type Place, referencesOf } from "./template/references.ts";
import { refuseUnknownTypes } from "./template/resource-types.ts";
import { standUpSecrets } from "./template/secrets.ts";
import { planSending } from "./template/sending.ts";
import { type StandingTable, standUpTables } from "./template/tables.ts";
import { ofType, Template, TemplateRefused } from "./template/template.ts";

export interface Standing {
  readonly plan: Plan;
  readonly tables: readonly StandingTable[];
  readonly sending: SesSettings;
  readonly buses: readonly string[];
}

export interface StandUpParts {
  readonly program: Program;
  readonly engines: Engines;
  readonly urls: Urls;
  readonly random: () => number;
  readonly region: string;
  readonly account: string;
}

export async function standUp({
  program,
  engines,
  urls,
  random,
  region,
  account,
}: StandUpParts): Promise<Standing> {
  const template = readTemplate(program.template(urls));
  const known = new Map<string, string>();
  const place: Place = { region, account, stackName: program.stackName, aws: urls.aws, api: urls.api };
  const plan = { template, references: referencesOf(template, place, known) };
  const tables = await standUpTables(plan, engines.dynamodb);
  for (const { id, arn, streamArn } of tables) {
    known.set(`${id}.Arn`, arn);
    if (streamArn !== undefined) known.set(`${id}.StreamArn`, streamArn);
  }
  standUpSecrets(plan, engines.secrets, random);
  standUpBuckets(plan, engines.snsSqs.stores);
  await standUpMessaging(plan, engines.snsSqs, engines.facts);
  const buses = ofType(template, "AWS::Events::EventBus").map(({ id }) => plan.references.ref(id) ?? id);
  return { plan, tables, sending: planSending(plan, region, account), buses };
}

/** Throws TemplateRefused. */
export function readTemplate(given: unknown): Template {
  const parsed = Template.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new TemplateRefused(`The template is not understood: ${issue?.path.join(".")}: ${issue?.message}.`);
  }
  refuseUnknownTypes(parsed.data);
  return parsed.data;
}
