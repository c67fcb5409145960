/** What every keeper of sent mails must do. */
import { expect, test } from "vitest";
import type { KeptMail } from "../../functions/world/world.ts";
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
}
