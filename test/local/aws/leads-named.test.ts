/** Whose call it is stands in the call itself, in each of the ways in which Ripen names a lead. */
import { expect, test } from "vitest";
import { leadsNamed } from "../../../local/aws/leads-named.ts";
import { Tokens } from "../../../local/step-functions/tokens.ts";

const zoe = "5b713a94220931557761cd22bb3aca7c";
const leo = "0f0e0d0c0b0a09080706050403020100";
const execution = `arn:aws:states:us-east-1:000000000000:execution:nurture:${zoe}-1795300948901`;

test.each<[string, unknown, readonly string[]]>([
  ["a key", { Key: { pk: { S: `LEAD#${zoe}` }, sk: { S: "LEAD" } } }, [zoe]],
  ["two writes of one transaction", [{ pk: { S: `LEAD#${zoe}` } }, { pk: { S: `LEAD#${leo}` } }], [zoe, leo]],
  ["a function's payload", { leadId: zoe, generation: 1 }, [zoe]],
  ["an attribute", { leadId: { S: zoe } }, [zoe]],
  ["a mail's tag", { EmailTags: [{ Name: "leadId", Value: zoe }] }, [zoe]],
  ["SES's event in a queue's message", { body: JSON.stringify({ tags: { leadId: [zoe] } }) }, [zoe]],
  ["an execution's input", { name: "x", input: JSON.stringify({ leadId: zoe, generation: 1 }) }, [zoe]],
  ["the token of its sleep", { taskToken: new Tokens("secret").issue(execution, 7), output: "{}" }, [zoe]],
  ["the token of somebody else's task", { taskToken: new Tokens("secret").issue("arn:x", 7) }, []],
  ["a message's checksum, which only looks like an id", { MD5OfBody: zoe }, []],
  ["a reading of a secret", { SecretId: "arn:aws:secretsmanager:us-east-1:000000000000:secret:id" }, []],
])("%s", (_, request, leads) => {
  expect(leadsNamed(JSON.stringify(request))).toEqual(leads);
});
