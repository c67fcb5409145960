/** A campaign with one long letter in both styles, holding everything that a letter can hold. */
import { compileMail } from "../../workflows/compile/compile-mail.ts";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Style } from "../../workflows/rules/journey.ts";
import { SMALL } from "../stories/campaign.ts";

const PICTURE =
  "\n\n![Eight defrost curves, one above the other](https://www.orchard-cold-chain.example/curves.png){width=520}";

const letter = (style: Style) => `---
subject: 'The most expensive door at {{ lead.company | default: "your site" }}'
preheader: 'How {{ lead.firstName | default: "you" }} can find it with a stop-watch and a pencil.'
from: Nora Quinn
---
Hello {{ lead.firstName | default: "there" }},

warm air through **open doors** is the *largest* single load in many cold stores. You can find the worst door at
{{ lead.company | default: "your site" }} in an afternoon, and [the guide](https://www.orchard-cold-chain.example/guide) says how.

## What to write down

1. For two hours, make a mark for each opening and write down the seconds it stayed open. A phone is enough.
2. Add up the seconds for each door. Mostly one door has more than all the others together.

- Keep the room at 2 °C, and the \`set point\` where it is.
- Ask what the door is open for.${style === "designed" ? PICTURE : ""}

> In most cases it is a habit: a pallet parked in the way, a picker who keeps the door open for the next run.

---

A good target to begin with is less than two minutes of open door in an hour, for each freezer door.

[The tally sheet, ready to print](https://www.orchard-cold-chain.example/checklists/door-tally)

{{ sender.name }}
`;

const ASK = `---
subject: Shall we call you?
preheader: One click, and you have our answer.
---
Hello {{ lead.firstName | default: "there" }}, shall we call you?

[Yes, call me]({{ links.yes }})

[Not now]({{ links.notNow }})

[No, thank you]({{ links.no }})
`;

export function sampleCampaign(style: Style): RunningCampaign {
  const compile = (text: string, kind: "touch" | "ask") => {
    const why = "You get these letters because you asked for our guide.";
    const { mail, problems } = compileMail({ file: `${kind}.md`, text, kind, why, questions: [], style });
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return mail;
  };
  const mails = { welcome: compile(letter(style), "touch"), ask: compile(ASK, "ask") };
  return RunningCampaign.parse({ ...SMALL, name: style, title: `A campaign in the style ${style}`, mails });
}
