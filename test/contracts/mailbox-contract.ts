/** What every lead table must keep of the sending limit: one mail a day and three in 90 days to a mailbox that nobody has confirmed. */
import { expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import type { Lead, LeadId } from "../../workflows/rules/lead.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId, line, touch } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

let boxes = 0;
/** One that no other test sends to. */
const freshMailbox = () => `f00d${String(++boxes).padStart(28, "0")}`;

export function mailboxContract(outside: () => Outside): void {
  const { table, created, writes, isUnchanged } = tableVerbs(outside);
  let sends = 0;
  const mail = (mailbox: string, leadId: LeadId, at: number, alone = false): Change => ({
    touches: [touch(`mail-${++sends}`)],
    mailbox: { mailbox, leadId, at, alone },
  });
  const asks = async (mailbox: string, leadId: LeadId, at: number, alone = false) =>
    table().write(await table().read(leadId), mail(mailbox, leadId, at, alone));

  test("one mail a day, to the second, whichever spelling asks; a refused one writes nothing and takes no place", async () => {
    const mailbox = freshMailbox();
    const [one, other] = [await created(), await created()];
    expect(await asks(mailbox, one.leadId, MONDAY)).toBe("written");
    expect(await asks(mailbox, other.leadId, MONDAY + DAY - 1)).toBe("limited");
    await isUnchanged(other);
    expect(await asks(mailbox, other.leadId, MONDAY + DAY)).toBe("written");
    expect(await asks(mailbox, one.leadId, MONDAY + 2 * DAY - 1)).toBe("limited");
  });

  test("three in any 90 days, however they lie; then each is forgotten in its turn", async () => {
    const mailbox = freshMailbox();
    const { leadId } = await created();
    const answers: string[] = [];
    for (const days of [0, 1, 50, 89, 90, 90.5, 91, 139, 140, 141])
      answers.push(`${days} ${await asks(mailbox, leadId, MONDAY + days * DAY)}`);
    expect(answers.filter((each) => each.endsWith("written")).map((each) => Number.parseFloat(each))).toEqual(
      [0, 1, 50, 90, 91, 140],
    );
    expect(answers.filter((each) => each.endsWith("limited"))).toHaveLength(4);
    expect(await asks(freshMailbox(), leadId, MONDAY)).toBe("written");
  });

  test("whoever confirms gives every place back, of all spellings; whatever else is written gives none", async () => {
    const mailbox = freshMailbox();
    const [zoe, other] = [await created(freshId(), { mailbox }), await created(freshId(), { mailbox })];
    const full = async () => {
      for (const [days, { leadId }] of [zoe, other, other].entries())
        expect(await asks(mailbox, leadId, MONDAY + days * DAY)).toBe("written");
    };
    await full();
    const consent = { ...zoe.lead.consent, givenAt: MONDAY };
    await writes(zoe.leadId, { set: { consent } });
    expect(await asks(mailbox, zoe.leadId, MONDAY + 3 * DAY)).toBe("limited");
    await writes(zoe.leadId, {
      set: { consent: { ...consent, confirmedAt: MONDAY } },
      ledger: [line("confirm#1")],
    });
    expect(await outside().world.erasing.limit(mailbox)).toBeUndefined();
    await full();
    await writes(zoe.leadId, { set: { consent: { ...consent, confirmedAt: MONDAY, withdrawnAt: MONDAY } } });
    expect(await asks(mailbox, other.leadId, MONDAY + 3 * DAY)).toBe("limited");
    await writes(zoe.leadId, { set: { consent: { ...consent, confirmedAt: MONDAY + 1 } } });
    expect(await asks(mailbox, other.leadId, MONDAY + 3 * DAY)).toBe("written");
  });

  test("a confirmation that loses its race gives nothing back", async () => {
    const mailbox = freshMailbox();
    const { leadId, lead } = await created(freshId(), { mailbox });
    await asks(mailbox, leadId, MONDAY);
    const stale = await table().read(leadId);
    await writes(leadId, { ledger: [line("meanwhile")] });
    const confirms: Change = { set: { consent: { ...lead.consent, confirmedAt: MONDAY } } };
    expect(await table().write(stale, confirms)).toBe("moved");
    expect(await outside().world.erasing.limit(mailbox)).toMatchObject({ mails: 1 });
  });

  test("a lead that is alone in its mailbox and agreed on the form is held to neither", async () => {
    const mailbox = freshMailbox();
    const { leadId } = await created();
    for (let minutes = 0; minutes < 5; minutes++)
      expect(await asks(mailbox, leadId, MONDAY + minutes, true)).toBe("written");
  });

  test("it is alone no longer once another spelling had a mail, and that one never was", async () => {
    const mailbox = freshMailbox();
    const [one, other] = [await created(), await created()];
    await asks(mailbox, one.leadId, MONDAY, true);
    expect(await asks(mailbox, other.leadId, MONDAY + 1, true)).toBe("limited");
    expect(await asks(mailbox, one.leadId, MONDAY + 2, true)).toBe("written");
    expect(await asks(mailbox, other.leadId, MONDAY + 2 + DAY, true)).toBe("written");
    expect(await asks(mailbox, one.leadId, MONDAY + 3 + DAY, true)).toBe("limited");
    expect(await asks(mailbox, one.leadId, MONDAY + 9 * DAY, true)).toBe("limited");
  });

  test("what was counted is told, and nothing of a mailbox that had no mail", async () => {
    const mailbox = freshMailbox();
    const { leadId } = await created();
    expect(await outside().world.erasing.limit(mailbox)).toBeUndefined();
    for (const at of [MONDAY, MONDAY + DAY]) await asks(mailbox, leadId, at);
    expect(await outside().world.erasing.limit(mailbox)).toEqual({
      mails: 2,
      lastAt: MONDAY + DAY,
      forgottenAt: MONDAY + 91 * DAY,
    });
  });

  test("limited and moved at once is moved: what was read counts first", async () => {
    const mailbox = freshMailbox();
    const { leadId } = await created();
    const stale = await table().read(leadId);
    await asks(mailbox, leadId, MONDAY);
    expect(await table().write(stale, mail(mailbox, leadId, MONDAY + 1))).toBe("moved");
    const now = await table().read(leadId);
    expect(await table().write(now, { ...mail(mailbox, leadId, MONDAY + 1), ledger: [line("form#1")] })).toBe(
      "moved",
    );
  });

  test("twenty spellings at once: exactly one has the mail", async () => {
    const mailbox = freshMailbox();
    const leads = await Promise.all(Array.from({ length: 20 }, () => created(freshId())));
    const tries = async (leadId: LeadId): Promise<string> => {
      for (;;) {
        const answer = await asks(mailbox, leadId, MONDAY);
        if (answer !== "moved") return answer;
      }
    };
    const answers = await Promise.all(leads.map(({ leadId }) => tries(leadId)));
    expect(answers.filter((answer) => answer === "written")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "limited")).toHaveLength(19);
  });

  test("an erase gives no place back: whoever posts, erases and posts again has had its mail of the day", async () => {
    const mailbox = freshMailbox();
    const { leadId } = await created();
    await asks(mailbox, leadId, MONDAY);
    await outside().erase(leadId, MONDAY + 5);
    await created(leadId, { createdAt: MONDAY + 6, generation: MONDAY + 6 });
    expect(await asks(mailbox, leadId, MONDAY + 7)).toBe("limited");
  });

  test("who wants no contact shuts its mailbox to every spelling, erased or not, until it says otherwise itself", async () => {
    const mailbox = freshMailbox();
    const own = await created(freshId(), { mailbox });
    const other = await created();
    const says = async (leadId: LeadId, consent: Lead["consent"]) =>
      expect(await table().write(await table().read(leadId), { set: { consent } })).toBe("written");
    await says(own.leadId, { noContactAt: MONDAY, withdrawnAt: MONDAY });
    expect(await asks(mailbox, other.leadId, MONDAY + 1, true)).toBe("limited");
    expect(await outside().world.erasing.limit(mailbox)).toBeUndefined();
    await outside().erase(other.leadId, MONDAY + 2);
    const again = await created();
    expect(await asks(mailbox, again.leadId, MONDAY + 200 * DAY)).toBe("limited");
    await says(own.leadId, { givenAt: MONDAY + 200 * DAY, confirmedAt: MONDAY + 200 * DAY });
    expect(await asks(mailbox, again.leadId, MONDAY + 201 * DAY)).toBe("written");
  });
}
