import * as z from "zod";
import type { Check } from "../check.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

/** As the synthesized template has them in its parameter and its rule; a test holds both. */
export const BOOTSTRAP = { parameter: "/cdk-bootstrap/hnb659fds/version", needed: 6 };

/** `cdk bootstrap` leaves its template's version in a parameter, which every deployment reads first. */
export const bootstrap: Check = {
  of: "the bootstrap",
  asks: ["ssm:GetParameter"],
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

/** Leads of a stack that stands don't need it: its next deployment does. */
export function bootstrapped(version: number | undefined, { stack, region, profile }: Patient): Finding {
  const worse = stack.is === "there" ? warns : stops;
  const mend = `npx cdk bootstrap${profile === undefined ? "" : ` --profile ${profile}`}`;
  if (version === undefined)
    return worse(`CDK isn't bootstrapped in ${region} of this account: nothing can be deployed.`, mend);
  if (version < BOOTSTRAP.needed)
    return worse(
      `CDK's bootstrap is version ${version}; a deployment needs ${BOOTSTRAP.needed} or newer.`,
      mend,
    );
  return fine(`CDK is bootstrapped in ${region}, version ${version}.`);
}
