/** As which identity of SES the stack sends, and whose that is: its own, or one that another stage or somebody else made. */
import { domainOf } from "../../infra/setting-forms.ts";
import type { Patient } from "./patient.ts";

type Sends = Pick<Patient, "stack" | "settings">;

/** Of a stack that stands, what it is made of says so; of another, cdk.json. */
export function makesIdentity({ stack, settings }: Sends): boolean {
  return stack.is === "there" ? madeBy(stack) !== undefined : settings.identity === "create";
}

/** What the stack sends as, or will. */
export function senderDomain({ stack, settings }: Sends): string {
  const made = stack.is === "there" ? madeBy(stack) : undefined;
  return made?.name ?? domainOf(settings.sender);
}

const madeBy = ({ resources }: Extract<Patient["stack"], { is: "there" }>) =>
  resources.find(({ type }) => type === "AWS::SES::EmailIdentity");

/** The sample's: settings with example values are a finding of their own. */
export const isNobodys = (domain: string) => domain.endsWith(".example");
