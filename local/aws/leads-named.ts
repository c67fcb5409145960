/** The leads that a text names as Ripen does everywhere: in keys, payloads, mail tags, events and executions' input. */
const named = /(?:LEAD#|leadId\W{1,9}(?:(?:S|Value)\W{1,9})?)([0-9a-f]{32})(?![0-9a-f])/g;
const token = /"taskToken":"([\w-]+)\.[\w-]+"/g;

export function leadsNamed(text: string): readonly string[] {
  const tasks = [...text.matchAll(token)].map(([, body = ""]) => executionLead(body));
  return [...new Set([...[...text.matchAll(named)].map(([, id = ""]) => id), ...tasks.flat()])];
}

/** A task token says whose execution it wakes, and an execution is named `<lead>-<generation>`. */
function executionLead(tokenBody: string): readonly string[] {
  const arn = Buffer.from(tokenBody, "base64url").toString();
  return /:([0-9a-f]{32})-\d+$/.exec(arn)?.slice(1) ?? [];
}
