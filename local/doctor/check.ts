/** One thing that the doctor looks at, and how a look that fails is told. */
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SESv2Client } from "@aws-sdk/client-sesv2";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { Unreachable } from "../stack/unreachable.ts";
import type { Names } from "./dns.ts";
import { type Finding, unknown } from "./finding.ts";
import { NotTold, type Patient } from "./patient.ts";
import type { SignedCalls } from "./signed-calls.ts";
import { unanswered } from "./unanswered.ts";

/** Whom a check may ask. */
export interface Sources {
  readonly cloudformation: CloudFormationClient;
  readonly dynamodb: DynamoDBClient;
  readonly ses: SESv2Client;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** Services without a client here. */
  readonly signed: SignedCalls;
  readonly names: Names;
}

export interface Check {
  /** Follows "look at": `the SES account`. */
  readonly of: string;
  /** What it may be asked for in IAM's words, in the order in which it asks. */
  readonly asks: readonly string[];
  /** Asked only where the stack stands. */
  readonly needsStack?: true;
  /** May find what stops leads: while it can't look, nobody can say that nothing does. */
  readonly mayStop?: true;
  look(patient: Patient, sources: Sources): Promise<readonly Finding[]>;
}

/** A check that may not look, or can't, has an unknown to tell, never a fine. Throws Unreachable where no check could look. */
export async function looked(check: Check, patient: Patient, sources: Sources): Promise<readonly Finding[]> {
  try {
    return await check.look(patient, sources);
  } catch (error) {
    return [blind(check, error, patient)];
  }
}

function blind({ of, asks }: Check, error: unknown, patient: Patient): Finding {
  if (error instanceof NotTold) return unknown(`Couldn't look at ${of}: ${error.message}.`, error.mend);
  if (error instanceof Unreachable) return unknown(`Couldn't look at ${of}: ${error.message}`);
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (UNKNOWN_TO_AWS.test(name)) throw noCredentials(error, message, patient.region);
  const silence = unanswered(error, patient);
  if (silence !== undefined) return unknown(`Couldn't look at ${of}: ${silence.why}.`, silence.mend);
  if (!DENIED.test(name))
    return unknown(`Couldn't look at ${of}: ${name}, ${message.split("\n")[0]?.slice(0, 200)}`);
  const action = /perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? asks.join(", ");
  return unknown(`Couldn't look at ${of}: your credentials may not ${action}.`, `allow ${action} to them`);
}

/** SNS says AuthorizationError, CloudFormation AccessDenied, the others AccessDeniedException. */
const DENIED = /^(AccessDenied|AuthorizationError|NotAuthorized|UnauthorizedOperation)/;

const UNKNOWN_TO_AWS =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken|RequestExpired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken)/;

/** A region that an account hasn't opted into knows none of its credentials, and says the same as of wrong ones. */
export function noCredentials(cause: unknown, message: string, region: string): Unreachable {
  return new Unreachable(
    `AWS doesn't take your credentials in ${region} (${message}). Sign in as you do for the AWS CLI: \`aws sts get-caller-identity --region ${region}\` should answer. A region that has to be opted into takes none before it is.`,
    { cause },
  );
}
