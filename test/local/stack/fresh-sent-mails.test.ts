/** A command that runs for longer than its credentials. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { freshSentMails } from "../../../local/stack/fresh-sent-mails.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";

test("each call is signed with the credentials of that moment", async () => {
  const signed: (string | undefined)[] = [];
  const server = createServer(({ headers }, answer) => {
    signed.push(/Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
    answer.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const bucketUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = ["ofTheFirstHour", "ofTheSecondHour"];
  const mails = freshSentMails({ bucketUrl, region: "us-east-1" }, async () => ({
    accessKeyId: keys.shift() ?? "",
    secretAccessKey: "secret",
  }));
  const leadId = LeadId.parse("0123456789abcdef0123456789abcdef");
  try {
    for (let hour = 0; hour < 2; hour++) expect(await mails.read(leadId, "a_1_b_1")).toBeUndefined();
  } finally {
    server.close();
  }
  expect(signed).toEqual(["ofTheFirstHour", "ofTheSecondHour"]);
});
