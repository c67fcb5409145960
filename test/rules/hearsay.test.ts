import { expect, test } from "vitest";
import { capture } from "../../workflows/rules/capture.ts";
import { lifeOfNobody } from "../../workflows/rules/life.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { PLAYBOOK, SOMEBODY } from "../stories/lives.ts";

const NOW = MONDAY + DAY;
const SAID = {
  leadId: SOMEBODY,
  address: "zoe@dairy.example",
  form: "fair",
  profile: {},
  answers: {},
  utm: {},
  consent: true,
  at: NOW,
  fingerprint: "0123456789abcdef",
} as const;
const GONE = {
  ...lifeOfNobody(SOMEBODY),
  tombstone: { leadId: SOMEBODY, erasedAt: MONDAY, doNotContact: true },
};

test.each(["import", "hand"] as const)(
  "a lead that was erased is not made anew by what comes by %s",
  (by) => {
    expect(capture(GONE, { ...SAID, by }, PLAYBOOK, NOW, "DUE#1")).toBeUndefined();
  },
);

test("its own post makes it anew", () => {
  expect(capture(GONE, { ...SAID, form: "cold-store-guide" }, PLAYBOOK, NOW, "DUE#1")?.create).toMatchObject({
    lifecycle: "nurturing",
  });
});
