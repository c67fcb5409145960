import { expect, test } from "vitest";
import { compile, problems, SMALL } from "../compile/small-campaign.ts";
import { FITTING, story } from "../stories/line.ts";

const WELCOME = SMALL["welcome.md"] ?? "";
const naming = (value: string) => ({ "welcome.md": WELCOME.replace(/{{ lead.firstName[^}]*}}/, value) });

test.each([
  ["a lead without the field reads what the mail says instead", {}, "Hello dear colleague,"],
  ["one that typed nothing but blanks, too", { name: "   " }, "Hello dear colleague,"],
  ["one with the field reads its own", { name: "Zoë Müller" }, "Hello Zoë,"],
])("S27 %s", async (_who, said, greeting) => {
  const campaign = compile(naming('{{ lead.firstName | default: "dear colleague" }}'));
  const { name, ...nameless } = FITTING;
  const told = story({ campaigns: () => [campaign] });
  await told.posts({ ...nameless, form: "guide", ...said });
  expect(told.mails.map(({ text }) => text.split("\n")[0])).toEqual([greeting]);
  expect(told.mails[0]?.html).toContain(greeting);
});

test.each([
  ["a field that no lead can have is refused", "{{ lead.shoeSize }}", /lead\.shoeSize/],
  ["so is an answer that nobody is asked for", '{{ answers.shoes | default: "none" }}', /answers\.shoes/],
  ["and a field that may be missing, without a word for that case", "{{ lead.company }}", /may be missing/],
])("S27 %s by the check, not at the send", (_what, value, wrong) => {
  const found = problems(naming(value));
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(["small/welcome.md:5"]);
  expect(found[0]?.wrong).toMatch(wrong);
});
