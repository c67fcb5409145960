/** The records of a custom MAIL FROM domain, as DNS on loopback tells them. */
import { expect, test } from "vitest";
import { halfFinished } from "./accounts/half-finished.ts";
import { said } from "./examined.ts";

const NAME = "mail.your-company.com";
const HOST = "feedback-smtp.eu-west-1.amazonses.com";
const SPF = "v=spf1 include:amazonses.com ~all";
const MEND = `in the DNS of your-company.com: ${NAME}`;

test.each([
  ["both records are there", [`10 ${HOST}`], [SPF], ["they are in DNS. → wait: mostly minutes"]],
  ["its MX is another's", ["10 mx.your-company.com"], [SPF], [`→ ${MEND} MX 10 ${HOST}, and no other MX`]],
  [
    "there is another MX beside SES's: it takes one alone",
    [`10 ${HOST}`, "20 mx.your-company.com"],
    [SPF],
    [`→ ${MEND} MX 10 ${HOST}, and no other MX`],
  ],
  ["its SPF record is another's", [`10 ${HOST}`], ["v=spf1 -all"], [`→ ${MEND} TXT "${SPF}"`]],
  ["it has none", [], [], [`→ ${MEND} MX 10 ${HOST}`, `→ ${MEND} TXT "${SPF}"`]],
])("while SES looks for them, %s", async (_, servers, texts, says) => {
  const zone = { [`${NAME} MX`]: servers, [`${NAME} TXT`]: texts };
  const { words } = await said(halfFinished, { zone });
  const lines = words.split("\n").filter((line) => line.includes("MAIL FROM"));
  expect(lines).toHaveLength(says.length);
  for (const [n, say] of says.entries()) expect(lines[n]).toContain(say);
});
