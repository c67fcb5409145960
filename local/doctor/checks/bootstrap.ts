import * as z from "zod";
import type { Check } from "../check.ts";
import { cdk } from "../commands.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

/** As the synthesized template has them in its parameter and its rule; a test holds both. */
export const BOOTSTRAP = { parameter: "/cdk-bootstrap/hnb659fds/version", needed: 6 };

/** `cdk bootstrap` leaves its template's version in a parameter, which every deployment reads first. */
export const bootstrap: Check = {
  of: "the bootstrap",
  asks: ["ssm:GetParameter"],
  mayStop: true,
  async look(patient, { signed }) {
    const asked = signed.json("ssm", "GetParameter", { Name: BOOTSTRAP.parameter });
    const told = await asked.catch((error: Error) => {
      if (error.name === "ParameterNotFound") return undefined;
      throw error;
    });
    return [bootstrapped(told === undefined ? undefined : Number(Told.parse(told).Parameter.Value), patient)];
  },
};

const Told = z.object({ Parameter: z.object({ Value: z.string() }) });

/** Leads of a stack that stands don't need it: its next deployment does. Of one that couldn't be seen nobody knows. */
export function bootstrapped(version: number | undefined, patient: Patient): Finding {
  const { stack, region } = patient;
  const worse = { there: warns, absent: stops, unseen: unknown }[stack.is];
  const mend = cdk(patient, "bootstrap");
  if (version === undefined)
    return worse(`CDK isn't bootstrapped in ${region} of this account: nothing can be deployed.`, mend);
  if (version < BOOTSTRAP.needed)
    return worse(
      `CDK's bootstrap is version ${version}; a deployment needs ${BOOTSTRAP.needed} or newer.`,
      mend,
    );
  return fine(`CDK is bootstrapped in ${region}, version ${version}.`);
}
