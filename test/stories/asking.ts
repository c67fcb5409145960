/** Letters of the house that ask, each with the links of its answers. */
import { SMALL } from "./campaign.ts";

export const asking = (...answers: readonly string[]) => ({
  subject: "A question",
  preheader: "",
  html: `${answers.map((name) => `<a href="{{ links.${name} }}">${name}</a>`).join(" ")} <a href="{{ links.unsubscribe }}">Unsubscribe</a>`,
  text: "A question",
});

export const ASKING = { ...SMALL.mails, ask: asking("yes", "notNow", "no"), stay: asking("stay") };
