/** Why a lead is given back: the reasons that the rules give by themselves are there, and people can tell all of them apart. */
import type { Desk } from "../rules/desk.ts";
import { plain } from "../rules/words.ts";
import type { Finding } from "./finding.ts";

export function checkReasons({ reasons }: Desk): readonly Finding[] {
  return [...checkMissing(reasons), ...checkLater(reasons), ...checkAlike(reasons)];
}

/** Who uses each. */
const BY_THE_RULES: Readonly<Record<string, string>> = {
  "bad-timing": "it stands for the answer “not now”",
  "wrong-person": "it stands for “the wrong person”, after a call",
  "not-reached": "it closes a lead that nobody could reach",
};

function checkMissing(reasons: Desk["reasons"]): readonly Finding[] {
  const missing = Object.entries(BY_THE_RULES).filter(([code]) => !Object.hasOwn(reasons, code));
  return missing.map(([code, why]) => ({
    path: ["reasons"],
    wrong: `there is no "${code}", and ${why}`,
    right: `Add \`${code}: { say: …, next: ${code === "bad-timing" ? "later" : "nurture"} }\`.`,
  }));
}

function checkLater(reasons: Desk["reasons"]): readonly Finding[] {
  const { next = "later" } = reasons["bad-timing"] ?? {};
  if (next === "later") return [];
  const wrong = `with "${next}" nobody would keep the day that “not now” comes with`;
  return [{ path: ["reasons", "bad-timing", "next"], wrong, right: "Write `later`." }];
}

function checkAlike(reasons: Desk["reasons"]): readonly Finding[] {
  const all = Object.entries(reasons);
  return all.flatMap(([code, { say }], at) => {
    const first = all.slice(0, at).find(([, other]) => plain(other.say) === plain(say));
    if (first === undefined) return [];
    const wrong = `reasons.${first[0]} says the same, and nobody could tell them apart`;
    return [{ path: ["reasons", code, "say"], wrong, right: "Say what is different, or take one out." }];
  });
}
