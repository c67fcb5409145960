/**
 * Who may do what: the roles of the template, held to their policies. A function's calls are signed with its role's name
 * as access key id, so that the endpoint knows who asks. Whoever signs with another key is the machine's owner and may do
 * everything.
 */
import { channel } from "node:diagnostics_channel";
import type { Roles } from "../template/roles.ts";
import type { Engines } from "./gateway.ts";
import { needsOf, type Place } from "./iam-needs.ts";
import { isAllowed, type Need } from "./iam-policy.ts";
import { AwsRefusal } from "./refusal.ts";
import { type AwsCall, signer } from "./wire.ts";

/** Every right that a role asked for, and whether it has it: for whoever holds the record against the policies. */
export const RIGHTS_ASKED = "ripen:rights-asked";

export interface RightAsked extends Need {
  readonly role: string;
  readonly allowed: boolean;
}

export interface Iam {
  /** Throws AwsRefusal, as the service would, unless whoever signed the call may make it. */
  permit(call: AwsCall, meant: { readonly service: keyof Engines; readonly action: string }): void;
  /** The same for what AWS itself does in a role's name; no role may do everything. */
  require(role: string | undefined, needs: readonly Need[]): void;
  /** Whether it would, where nothing is asked for. */
  has(role: string | undefined, need: Need): boolean;
}

/** What a function finds in its environment on AWS; here the key id is the role's name. */
export const credentialsOf = (role: string | undefined): Readonly<Record<string, string>> =>
  role === undefined ? {} : { AWS_ACCESS_KEY_ID: role, AWS_SECRET_ACCESS_KEY: "laptop" };

export function iam(roles: Roles, place: Place, denied: (why: string) => void): Iam {
  const asked = channel(RIGHTS_ASKED);
  const has = (role: string | undefined, need: Need) => {
    const statements = roles.get(role ?? "");
    return statements === undefined || isAllowed(statements, need);
  };
  const require: Iam["require"] = (role, needs) => {
    if (role === undefined || !roles.has(role)) return;
    for (const need of needs) {
      const allowed = has(role, need);
      if (asked.hasSubscribers) asked.publish({ role, ...need, allowed } satisfies RightAsked);
      if (allowed) continue;
      const refusal = refusalOf(role, need, place.account);
      denied(refusal.message);
      throw refusal;
    }
  };
  return {
    has,
    require,
    permit(call, meant) {
      const role = signer(call);
      if (role !== undefined && roles.has(role)) require(role, needsOf(meant, call, place));
    },
  };
}

function refusalOf(role: string, { action, resource }: Need, account: string): AwsRefusal {
  const who = `User: arn:aws:sts::${account}:assumed-role/${role}/laptop`;
  const why = `because no identity-based policy allows the ${action} action`;
  const [code, status] = refusals[action.slice(0, action.indexOf(":"))] ?? ["AccessDeniedException", 400];
  return new AwsRefusal(
    code,
    `${who} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
    status,
  );
}

/** Each protocol has its own word for it. */
const refusals: Readonly<Record<string, readonly [code: string, status: number]>> = {
  s3: ["AccessDenied", 403],
  ses: ["AccessDeniedException", 403],
  sns: ["AuthorizationError", 403],
  sqs: ["AccessDeniedException", 403],
  cloudformation: ["AccessDenied", 403],
};
