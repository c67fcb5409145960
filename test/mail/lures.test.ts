/** A stranger's words in a subject of ours need no link to do harm: a number to ring and a prize are enough. */
import { expect, test } from "vitest";
import { safely } from "../../functions/mail/safe-values.ts";

const company = (typed: string) =>
  safely({
    lead: { company: typed },
    answers: {},
    links: {},
    sender: { name: "Nora" },
    postalAddress: "12 Harbour Road",
  }).lead.company;

test.each([
  "Call +1 900 555 0100",
  "You won 1000 EUR",
  "€500 for you",
  "evil dot example",
  "hxxp evil",
  "javascript:alert(1)",
])("a firm called %j is left out: the letter says what it says without one", (typed) => {
  expect(company(typed)).toBeUndefined();
});

test.each([
  "3M",
  "Studio 54",
  "4711 GmbH",
  "Dairy Süd 1897",
  "Booking.com",
  "1-800-Flowers",
  "Dotty's Dairy",
])("a firm may well be called %j", (typed) => {
  expect(company(typed)).toBe(typed);
});
