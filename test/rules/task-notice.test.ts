/** What stands against a task is the first that whoever is to do it reads. */
import { describe, expect, test } from "vitest";
import { taskNotice } from "../../workflows/rules/task-notice.ts";
import { MONDAY } from "../stories/line.ts";
import { life, PLAYBOOK } from "../stories/lives.ts";

const given = { givenAt: MONDAY };
const left = { ...given, withdrawnAt: MONDAY };
const silent = { ...left, noContactAt: MONDAY };
const BRIEF = { title: "Answer Zoë", text: "Read what they wrote." };

function told(consent: object, channel: "reply" | "call" | "note") {
  const task = {
    touchId: `small_1_${channel}_1`,
    campaign: "small",
    enrolment: 1,
    name: channel,
    channel,
    dueAt: MONDAY,
  };
  const notice = taskNotice(
    life({ lead: { consent } }),
    task,
    BRIEF,
    "https://api/tasks/x",
    PLAYBOOK,
    MONDAY,
  );
  return { subject: notice.subject, first: notice.text.split("\n").slice(0, 3) };
}

describe("the notice of a task", () => {
  test.each([
    ["reply", "Please answer only if it asks for an answer, and no more than that."],
    ["call", "Please leave it in peace."],
    ["note", "Please leave it in peace."],
  ] as const)("to %s says first that the lead wants no contact, and in its subject", (channel, ends) => {
    const { subject, first } = told(silent, channel);
    expect(subject).toMatch(/^To do by 23 November, wants no contact: Answer Zoë/);
    expect(first).toEqual([`This lead asked not to be contacted any more. ${ends}`, "", BRIEF.title]);
  });

  test.each([
    ["reply", "This lead has unsubscribed. Please answer what it wrote, and no more than that."],
    ["call", "This lead has unsubscribed since. Please leave it in peace."],
  ] as const)("to %s says first that the lead has left", (channel, first) => {
    expect(told(left, channel)).toMatchObject({
      subject: expect.stringMatching(/^To do by 23 November: /),
      first: [first, "", BRIEF.title],
    });
  });

  test("begins with its title where nothing stands against it", () => {
    expect(told(given, "call").first.slice(0, 2)).toEqual([BRIEF.title, ""]);
  });
});
