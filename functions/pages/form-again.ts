/** The page for somebody whose form was refused: what to mend, with everything they typed kept. */
import { html } from "hono/html";
import type { Problem } from "../http/problem.ts";
import { page } from "./page.ts";

export function formAgain(problem: Problem, fields: Readonly<Record<string, unknown>>) {
  const kept = Object.entries(fields).filter(([name]) => name !== "email");
  return page(
    problem.status,
    problem.title,
    html`<p id="problem" class="warn">${problem.message}</p>
<form method="post">
<label for="email">E-mail</label>
<input id="email" name="email" type="text" inputmode="email" autocomplete="email" required aria-describedby="problem" value="${String(fields["email"] ?? "")}">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
<button>Send again</button>
<p class="soft">Everything else you typed is kept.</p>
</form>`,
  );
}
