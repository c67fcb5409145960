import {
  type EventDestination,
  type EventType,
  GetConfigurationSetEventDestinationsCommand,
  NotFoundException,
} from "@aws-sdk/client-sesv2";
import type { Check } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, stops } from "../finding.ts";
import { NotTold, type Patient, resourcesOf } from "../patient.ts";

/** The kinds of events that record-email-event lives on, as `infra/mail-events.ts` asks for them; a test holds both. */
export const KINDS: readonly EventType[] = [
  "SEND",
  "DELIVERY",
  "OPEN",
  "CLICK",
  "BOUNCE",
  "COMPLAINT",
  "REJECT",
  "RENDERING_FAILURE",
  "DELIVERY_DELAY",
];

/** Whether SES tells our topic what becomes of each mail. */
export const eventDestination: Check = {
  of: "the configuration set's event destination",
  asks: ["ses:GetConfigurationSetEventDestinations"],
  needsStack: true,
  mayStop: true,
  async look(patient, { ses }) {
    const set = setOf(patient);
    const topic = theOne(patient, "AWS::SNS::Topic", /^MailEvents/);
    const asked = ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: set }));
    const told = await asked.catch((error: unknown) => {
      if (error instanceof NotFoundException) return undefined;
      throw error;
    });
    return [hears(told?.EventDestinations, { set, topic }, patient)];
  },
};

/** The name of the stack's configuration set. */
export const setOf = (patient: Patient) => theOne(patient, "AWS::SES::ConfigurationSet");

function theOne(patient: Patient, type: string, id = /./): string {
  const found = resourcesOf(patient, type).find((each) => id.test(each.id));
  if (found === undefined)
    throw new NotTold(`${patient.called} has no ${type} of the mails' events`, deployAnew(patient));
  return found.name;
}

/** `destinations` is undefined where there is no such configuration set. */
export function hears(
  destinations: readonly EventDestination[] | undefined,
  { set, topic }: { set: string; topic: string },
  patient: Patient,
): Finding {
  const lost = "no click counts, and no bounce or complaint stops a letter";
  if (destinations === undefined)
    return stops(
      `SES has no configuration set ${set}: it refuses every letter.`,
      awsCli(patient, "sesv2", "create-configuration-set", "--configuration-set-name", set),
    );
  const ours = destinations.find(({ SnsDestination }) => SnsDestination?.TopicArn === topic);
  const put = (verb: string, name: string) =>
    awsCli(
      patient,
      "sesv2",
      `${verb}-configuration-set-event-destination`,
      "--configuration-set-name",
      set,
      "--event-destination-name",
      name,
      "--event-destination",
      JSON.stringify({ Enabled: true, MatchingEventTypes: KINDS, SnsDestination: { TopicArn: topic } }),
    );
  if (ours === undefined)
    return stops(`The configuration set ${set} tells nothing to ${topic}: ${lost}.`, put("create", "Events"));
  const mend = put("update", ours.Name ?? "Events");
  if (!ours.Enabled)
    return stops(`The event destination ${ours.Name} of ${set} is switched off: ${lost}.`, mend);
  const missing = KINDS.filter((kind) => !ours.MatchingEventTypes?.includes(kind));
  if (missing.length > 0)
    return stops(`The event destination ${ours.Name} of ${set} leaves out ${missing.join(", ")}.`, mend);
  return fine(`SES tells all ${KINDS.length} kinds of events of ${set} to the stack's topic.`);
}
