/** What an admin's program sends: the person's address in the body, where no log sees it. */
import { domainToASCII } from "node:url";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { usableAddress } from "../workflows/rules/address.ts";
import { Problem } from "./http/problem.ts";
import { LARGEST_BODY, readJson } from "./http/request.ts";
import { isoTimes } from "./iso-times.ts";

const Asked = z.strictObject({ email: z.string() });
const EXAMPLE = 'Send {"email": "zoe@dairy.example"} and nothing else.';

/** Throws a Problem for anything but a POST of one address as JSON. */
export function readPerson(event: APIGatewayProxyEventV2): { readonly address: string; readonly at: number } {
  const { value, at } = readJson(event, LARGEST_BODY);
  const asked = Asked.safeParse(value);
  if (!asked.success) throw new Problem(400, "Whom is this about?", EXAMPLE);
  const usable = usableAddress(asked.data.email, domainToASCII);
  if ("problem" in usable) throw new Problem(400, "Whom is this about?", usable.problem);
  return { address: usable.address, at };
}

/** Lambda answers 6 MB at most. */
const MOST = 6_000_000 - 100_000;

export function answerOf(value: object): APIGatewayProxyStructuredResultV2 {
  const body = JSON.stringify(isoTimes(value));
  if (Buffer.byteLength(body) > MOST)
    throw new Problem(
      500,
      "Too much for one answer",
      "There are more mails than an answer takes: use npm run leads -- export, which has no such limit.",
    );
  return {
    statusCode: 200,
    headers: { "cache-control": "no-store", "content-type": "application/json" },
    body,
  };
}
