/** What every keeper of sent mails must do. */
import { expect, test } from "vitest";
import type { ErasedMark, KeptMail, LeftMark } from "../../functions/world/sent-mails.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

const WELCOME = "small_1_welcome_1";

export function sentMailsContract(outside: () => Outside): void {
  const sentMails = () => outside().world.sentMails;
  const mail: KeptMail = {
    to: "Zoë.Müller@molkerei-süd.example",
    from: "Nora <nora@orchard.example>",
    subject: "Bananas ripen by day, Zoë 🍌",
    html: `<p style="color:#123">Hello "Zoë" &amp; Ines</p>\n${"<p>cold</p>".repeat(4_000)}`,
    text: "Hello Zoë\r\nBye\t#",
    at: MONDAY,
  };

  test("a mail is read as it was kept, to the letter, and the newer try's in its place", async () => {
    const leadId = freshId();
    await sentMails().keep(leadId, WELCOME, mail);
    expect(await sentMails().read(leadId, WELCOME)).toEqual(mail);
    const again = { ...mail, subject: "Once more", at: MONDAY + 1 };
    await sentMails().keep(leadId, WELCOME, again);
    expect(await sentMails().read(leadId, WELCOME)).toEqual(again);
  });

  test("where no copy was kept there is none: of another touch, or of another lead", async () => {
    const leadId = freshId();
    await sentMails().keep(leadId, WELCOME, mail);
    expect(await sentMails().read(leadId, "small_1_second_1")).toBeUndefined();
    expect(await sentMails().read(freshId(), WELCOME)).toBeUndefined();
  });

  const listed = async (leadId: LeadId) => {
    const found: string[] = [];
    for await (const touchId of sentMails().list(leadId)) found.push(touchId);
    return found;
  };
  const keeps = async (leadId: LeadId, touches: Readonly<Record<string, number>>) => {
    for (const [touchId, at] of Object.entries(touches))
      await sentMails().keep(leadId, touchId, { ...mail, at });
  };

  test("a lead's copies are listed by their touches, and nobody else's", async () => {
    const [leadId, other] = [freshId(), freshId()];
    await keeps(leadId, { small_1_b_1: MONDAY, [WELCOME]: MONDAY, "_a-1_10_x_2": MONDAY });
    await keeps(other, { [WELCOME]: MONDAY });
    expect((await listed(leadId)).sort()).toEqual(["_a-1_10_x_2", "small_1_b_1", WELCOME].sort());
    expect(await listed(freshId())).toEqual([]);
  });

  test("cleared are those that were kept until then, and are counted; again there is nothing to clear", async () => {
    const [leadId, other] = [freshId(), freshId()];
    await keeps(leadId, { [WELCOME]: MONDAY, small_1_second_1: MONDAY + 5, small_1_third_1: MONDAY + 6 });
    await keeps(other, { [WELCOME]: MONDAY });
    expect(await sentMails().clear(leadId, MONDAY + 5)).toBe(2);
    expect(await listed(leadId)).toEqual(["small_1_third_1"]);
    expect(await sentMails().read(leadId, WELCOME)).toBeUndefined();
    expect(await sentMails().clear(leadId, MONDAY + 5)).toBe(0);
    expect(await sentMails().clear(leadId, MONDAY + 6)).toBe(1);
    expect(await listed(other)).toEqual([WELCOME]);
    expect(await sentMails().clear(freshId(), MONDAY + 6)).toBe(0);
  });

  const marksOf = async (leadId: LeadId) => {
    const found: ErasedMark[] = [];
    for await (const mark of sentMails().erased()) if (mark.leadId === leadId) found.push(mark);
    return found.sort((a, b) => a.erasedAt - b.erasedAt);
  };

  test("a mark says of an erased lead when, and whether it wants no contact; left again it says the same, and the next erase has its own", async () => {
    const [leadId, other] = [freshId(), freshId()];
    const first = { leadId, erasedAt: MONDAY, doNotContact: true };
    const second = { leadId, erasedAt: MONDAY + 1 };
    for (const mark of [second, first, first, { leadId: other, erasedAt: MONDAY }])
      await sentMails().markErased(mark);
    expect(await marksOf(leadId)).toEqual([first, second]);
    expect(await marksOf(other)).toEqual([{ leadId: other, erasedAt: MONDAY }]);
    expect(await marksOf(freshId())).toEqual([]);
  });

  test("each time that a lead left has its mark, and says how; left again the mark is the same, and no erased lead is taken for one", async () => {
    const leadId = freshId();
    const marks: readonly LeftMark[] = [
      { leadId, leftAt: MONDAY, why: "unsubscribed" },
      { leadId, leftAt: MONDAY, why: "no-contact" },
      { leadId, leftAt: MONDAY + 1, why: "suppressed" },
      { leadId, leftAt: MONDAY + 2, why: "unsubscribed" },
    ];
    await sentMails().markErased({ leadId, erasedAt: MONDAY + 3, doNotContact: true });
    for (const mark of [...marks, ...marks]) await sentMails().markLeft(mark);
    const found: LeftMark[] = [];
    for await (const mark of sentMails().left()) if (mark.leadId === leadId) found.push(mark);
    const inOrder = (some: readonly LeftMark[]) => some.map((mark) => JSON.stringify(mark)).sort();
    expect(inOrder(found)).toEqual(inOrder(marks));
    expect(await marksOf(leadId)).toHaveLength(1);
    expect(await listed(leadId)).toEqual([]);
  });

  test("a mark is no mail: it isn't listed among them, and clearing them leaves it", async () => {
    const leadId = freshId();
    await keeps(leadId, { [WELCOME]: MONDAY });
    await sentMails().markErased({ leadId, erasedAt: MONDAY });
    expect(await listed(leadId)).toEqual([WELCOME]);
    expect(await sentMails().clear(leadId, MONDAY)).toBe(1);
    expect(await marksOf(leadId)).toHaveLength(1);
  });
}
