import { inspect } from "node:util";
import { expect, test } from "vitest";
import { searchedIn } from "./canary.ts";
import { sightings } from "./needles.ts";
import { canariesOf, person } from "./people.ts";

const ZOE = person("zoe", 9);
const EMAIL = ZOE.fields["email"] ?? "";
const NAME = ZOE.fields["name"] ?? "";
const all = canariesOf(ZOE);

test.each([
  ["a log line with an address", JSON.stringify({ level: "WARN", message: "sent", email: EMAIL })],
  ["an error with a cause", inspect(new Error("no", { cause: new Error(`not verified: ${EMAIL}`) }))],
  [
    "a history's failure",
    JSON.stringify([{ cause: JSON.stringify({ errorMessage: `${EMAIL} is no address` }) }]),
  ],
  ["an execution's input", JSON.stringify({ input: JSON.stringify({ name: NAME }) })],
  ["a metric's dimension", JSON.stringify({ _aws: {}, company: ZOE.fields["company"] })],
  ["a message's attribute", JSON.stringify({ MessageAttributes: { ip: ZOE.headers["x-forwarded-for"] } })],
  ["an access log's path", `GET /leads?email=${encodeURIComponent(EMAIL)} 405`],
  ["a call that somebody counted by address", JSON.stringify([{ by: { [EMAIL.toLowerCase()]: 1 } }])],
  ["a page in the log", `<p>${NAME.replace("'", "&#39;")}</p>`],
  ["an address in base64, in the middle of something", Buffer.from(`{"to":"${EMAIL}"}`).toString("base64")],
  ["the same one byte on", Buffer.from(`{"too":"${EMAIL}"}`).toString("base64url")],
  ["the same two bytes on", Buffer.from(`{"tooo":"${EMAIL}"}`).toString("base64")],
  ["an address in hex", Buffer.from(EMAIL).toString("hex").toUpperCase()],
  ["an address without its dots", EMAIL.replaceAll(".", "")],
  ["a cookie", inspect({ cookies: [ZOE.headers["cookie"]] })],
])("%s is found", (_, text) => {
  const place = { name: "somewhere", of: "one", text: `before ${text} after` };
  expect(searchedIn(place, all).leaked).not.toEqual([]);
});

test("what is nobody's is not found, and of two people only the one", () => {
  const text = "A kanarie bird of Vogelsanck at 203.0.113.10, 5f3a, kanarie.example";
  expect(sightings(text, all)).toEqual([]);
  expect(sightings(EMAIL, canariesOf(person("ann", 10)))).toEqual([]);
});

test("nothing that is searched for is so short that it might turn up by chance", () => {
  expect(all.filter(({ text }) => text.length < 11)).toEqual([]);
  expect(all.length).toBeGreaterThan(20);
});
