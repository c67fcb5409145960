/** Every page and letter that shows what somebody typed, filled in with it: by a visitor, by another system, by whoever sells or calls. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { Problem } from "../../../functions/http/problem.ts";
import { dossierPage, mailPage } from "../../../functions/pages/dossier-page.ts";
import { followUpPage } from "../../../functions/pages/follow-up-pages.ts";
import { formAgain } from "../../../functions/pages/form-again.ts";
import { askPage } from "../../../functions/pages/handoff-pages.ts";
import { myLeadsPage } from "../../../functions/pages/my-leads-page.ts";
import { reportedTask, taskPage } from "../../../functions/pages/task-pages.ts";
import { wholeDeskPage } from "../../../functions/pages/whole-desk-page.ts";
import { dossier } from "../../../workflows/rules/dossier.ts";
import type { Handoff, Known } from "../../../workflows/rules/life.ts";
import { taskFacts } from "../../../workflows/rules/task-notice.ts";
import { HOUR } from "../../../workflows/rules/time.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK, SOMEBODY, touch } from "../../stories/lives.ts";
import { ADDRESS, DESIGNED, LETTER, posted, rendered, TYPED } from "./letters.ts";

/** What is typed into each field, by its name. */
export type Typist = (field: string) => string;

const NOW = MONDAY + HOUR;
const ZONE = PLAYBOOK.defaultTimeZone;
const PROFILE = [
  ...TYPED,
  "phone",
  "website",
  "street",
  "postcode",
  "message",
  "utm_source",
  "referrer",
  "form",
];
const LINKS = {
  answer: "https://api.ripen.example/handoffs/a",
  dossier: "https://api.ripen.example/dossiers/d",
};

/** Each gives a document. */
export const SHOWN: Readonly<Record<string, (types: Typist) => Promise<string>>> = {
  "a letter": async (types) => rendered(LETTER, fieldsOf(types)).html,
  "a designed letter": async (types) => rendered(DESIGNED, fieldsOf(types)).html,
  "the form again": (types) => {
    const fields = { ...fieldsOf(types), email: types("email"), utm_term: types("utm_term") };
    return bodyOf(formAgain(new Problem(400, "Please check", types("problem")), fields));
  },
  "the dossier": (types) => bodyOf(dossierPage(dossier(lifeOf(types), PLAYBOOK, NOW), ZONE)),
  "a kept mail": (types) => {
    const { subject, html, text } = rendered(LETTER, fieldsOf(types));
    const copy = { to: types("email"), from: types("from"), subject, html, text, at: MONDAY };
    return bodyOf(mailPage(copy, MONDAY, ZONE));
  },
  "a hand-off": (types) => {
    const asked = { life: lifeOf(types), handoff: handedOff(types), playbook: PLAYBOOK };
    return bodyOf(
      askPage({ ...asked, wanted: types("wanted"), by: undefined, problem: types("problem"), now: NOW }),
    );
  },
  "an accepted lead": (types) => {
    const colleague = lifeOf((field) => types(`colleague's ${field}`));
    const shown = {
      life: lifeOf(types),
      handoff: accepted(types),
      playbook: PLAYBOOK,
      colleagues: [colleague],
    };
    const typed = { note: types("note"), isOpen: true };
    return bodyOf(followUpPage({ ...shown, by: "tom", problem: types("problem"), typed, now: NOW }));
  },
  "a task": (types) => {
    const task = touch({
      name: "call",
      channel: "call",
      subject: types("title"),
      by: types("by"),
      dueAt: NOW,
    });
    return bodyOf(
      taskPage({
        task,
        text: types("brief"),
        facts: taskFacts(lifeOf(types), task, PLAYBOOK, NOW),
        hindrance: types("hindrance"),
        isOverdue: false,
        typed: { outcome: types("outcome"), by: types("by"), note: types("note") },
        problem: types("problem"),
      }),
    );
  },
  "a task told of": (types) =>
    bodyOf(reportedTask({ by: types("by"), outcome: types("outcome"), note: types("note") }, types("words"))),
  "somebody's leads": (types) => {
    const person = { key: "tom", name: types("person"), zone: ZONE };
    const said = {
      status: 200,
      words: types("words"),
      typed: { leadId: SOMEBODY, note: types("note") },
    } as const;
    const leads = [listed(types, accepted(types)), listed(types, handedOff(types))];
    return bodyOf(myLeadsPage({ person, leads, more: 0, playbook: PLAYBOOK, said, fresh: undefined }));
  },
  "the whole desk": (types) => {
    const answers = [
      { at: MONDAY, leadId: SOMEBODY, n: 1, status: "rejected", reason: types("reason") } as const,
    ];
    const held = { leads: [listed(types, handedOff(types))], more: 0, atMost: 5, answers };
    const people = [{ key: "tom", name: types("person"), ...held }];
    const waiting = [listed(types, handedOff(types))];
    const titles = new Map([[SOMEBODY, types("title")]]);
    return bodyOf(wholeDeskPage({ people, waiting, titles }, { playbook: PLAYBOOK, zone: ZONE, now: NOW }));
  },
};

function fieldsOf(types: Typist): Record<string, string> {
  return Object.fromEntries(PROFILE.map((name) => [name, types(name)]));
}

function lifeOf(types: Typist): Known {
  const { profile, answers, form, utm } = posted(fieldsOf(types));
  const told = [
    line({ key: "form", kind: "form", what: types("what"), form, utm, referrer: types("referrer") }),
    line({ key: "activity#1", kind: "activity", activity: "attended", what: `attended: ${types("about")}` }),
    line({ key: "reply#1", kind: "reply", what: `replied: ${types("subject")}` }),
  ];
  return life({
    lead: {
      address: ADDRESS,
      profile,
      answers,
      source: { form, utm, at: MONDAY },
      because: types("because"),
    },
    ledger: told,
    touches: [touch({ subject: types("subject"), by: types("by") })],
    handoffs: [handedOff(types)],
  });
}

function handedOff(types: Typist): Handoff {
  return handoff({ to: "tom", because: types("because"), note: types("note") });
}

function accepted(types: Typist): Handoff {
  const attempts = [{ at: MONDAY, outcome: "voicemail", by: "tom", note: types("note") }];
  const promised = { contactBy: NOW, attempts, putOff: 0, actsKnown: [] };
  return handoff({
    ...handedOff(types),
    status: "accepted",
    answeredBy: types("by"),
    closedAt: MONDAY,
    promised,
  });
}

function listed(types: Typist, held: Handoff) {
  const due = types("due");
  return { life: lifeOf(types), handoff: held, pressing: "today", dueAt: NOW, due, links: LINKS } as const;
}

async function bodyOf(page: Promise<APIGatewayProxyStructuredResultV2>): Promise<string> {
  return (await page).body ?? "";
}
