/** What an admin's program sends: the person's address in the body, where no log sees it. */
import { domainToASCII } from "node:url";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";
import { usableAddress } from "../workflows/rules/address.ts";
import { LeadId } from "../workflows/rules/lead.ts";
import { Problem } from "./http/problem.ts";
import { LARGEST_BODY, readJson } from "./http/request.ts";
import { isoTimes } from "./iso-times.ts";

interface Person {
  readonly address: string;
  readonly at: number;
}

const Asked = z.strictObject({ email: z.string() });
const AskedById = z.strictObject({ leadId: LeadId });
const EXAMPLE = 'Send {"email": "zoe@dairy.example"} and nothing else.';
const OR_BY_ID =
  'Send {"email": "zoe@dairy.example"}, or {"leadId": "…"} as events have it, and nothing else.';

/** Throws a Problem for anything but a POST of one address as JSON. */
export function readPerson(event: APIGatewayProxyEventV2): Person {
  const { value, at } = readJson(event, LARGEST_BODY);
  return personIn(value, at, EXAMPLE);
}

/** The same, or a lead by its id: whoever hears of leads by events knows no address. */
export function readPersonOrLead(event: APIGatewayProxyEventV2): Person | z.infer<typeof AskedById> {
  const { value, at } = readJson(event, LARGEST_BODY);
  return AskedById.safeParse(value).data ?? personIn(value, at, OR_BY_ID);
}

function personIn(value: unknown, at: number, example: string): Person {
  const asked = Asked.safeParse(value);
  if (!asked.success) throw new Problem(400, "Whom is this about?", example);
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
