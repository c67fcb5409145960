import { GetConfigurationSetCommand, NotFoundException, type SendingOptions } from "@aws-sdk/client-sesv2";
import type { Check } from "../check.ts";
import { awsCli } from "../commands.ts";
import { type Finding, fine, stops, unknown } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { setOf } from "./event-destination.ts";

/** Whether SES sends by the set that each letter names: whoever watches an account's reputation may have switched it off. */
export const configurationSet: Check = {
  of: "the configuration set",
  asks: ["ses:GetConfigurationSet"],
  needsStack: true,
  mayStop: true,
  async look(patient, { ses }) {
    const set = setOf(patient);
    try {
      const told = await ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: set }));
      return [lets(told.SendingOptions, set, patient)];
    } catch (error) {
      // Its event destination is asked for too, and says that there is none.
      if (error instanceof NotFoundException) return [];
      throw error;
    }
  },
};

export function lets(options: SendingOptions | undefined, set: string, patient: Patient): Finding {
  const named = ["--configuration-set-name", set];
  if (options?.SendingEnabled === undefined)
    return unknown(
      `SES doesn't tell whether it sends by the configuration set ${set}.`,
      awsCli(patient, "sesv2", "get-configuration-set", ...named),
    );
  if (options.SendingEnabled) return fine(`SES sends by the configuration set ${set}.`);
  return stops(
    `Sending by the configuration set ${set} is switched off: SES refuses every letter.`,
    awsCli(patient, "sesv2", "put-configuration-set-sending-options", ...named, "--sending-enabled"),
  );
}
