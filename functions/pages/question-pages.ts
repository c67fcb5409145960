/** What a lead sees that was asked something: its answer, chosen already, and one button. It says nothing of the lead, since mails are forwarded. */
import { html } from "hono/html";
import { QUESTIONS, type Question } from "../../workflows/rules/answer.ts";
import { choices } from "./choices.ts";
import { page } from "./page.ts";

export function questionPage(question: Question, chosen: string, problem: string | undefined) {
  return page(
    200,
    TITLES[question],
    html`<form class="first" method="post">
${problem ? html`<p class="warn">${problem}</p>` : ""}
${question === "ask" ? choices("answer", "Your answer", QUESTIONS.ask, chosen) : html`<input type="hidden" name="answer" value="stay">`}
<button>${BUTTONS[question]}</button></form>
<p class="soft">${BELOW[question]}</p>`,
  );
}

const TITLES: Readonly<Record<Question, string>> = {
  ask: "Shall we call you?",
  stay: "Shall we stay in touch?",
};
const BUTTONS: Readonly<Record<Question, string>> = {
  ask: "Send my answer",
  stay: "Yes, keep writing to me",
};
const BELOW: Readonly<Record<Question, string>> = {
  ask: "Nothing is sent before you press the button.",
  stay: "If not, there is nothing to do: without your word we stop writing.",
};

const THANKS: Readonly<Record<string, string>> = {
  yes: "One of us will get in touch with you soon.",
  "not-now": "We won't call you now. The letters go on; answer any of them if that changes.",
  no: "We won't call you. The letters go on, and each has a link to leave.",
  stay: "The letters go on, and each has a link to leave.",
};

export const answeredQuestion = (answer: string) =>
  page(200, "Thank you", html`<p>${THANKS[answer] ?? ""}</p>`);

export const leftAlready = () =>
  page(
    409,
    "You have unsubscribed since",
    html`<p>So nothing will be sent to you. If you would like our letters again, please fill in the form on our website once more.</p>`,
  );

export const goneQuestion = () =>
  page(410, "This question is no longer open", html`<p>There is nothing to do.</p>`);
