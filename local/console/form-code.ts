/** The form as it stands on anybody's own site: plain HTML, no script, nothing of ours but the address it posts to. */
import { html } from "hono/html";
import type { Field } from "./form-fields.ts";
import type { Html } from "./layout.ts";

export function codeToPaste(action: string, fields: readonly Field[]): Html {
  return html`<details>
    <summary>The code for your own site</summary>
    <p>Paste it into any page. Leave out what you don't want to ask: only <code>email</code> is needed, and nobody is mailed without <code>consent</code>. Once deployed, the address to post to is your API's, and <code>thankYouUrls</code> in <code>cdk.json</code> says where the visitor goes next.</p>
    <pre tabindex="0" aria-label="The form's HTML"><code>${code(action, fields)}</code></pre>
  </details>`;
}

export function code(action: string, fields: readonly Field[]): string {
  const lines = fields.map((field) => `  ${control(field)}`);
  return [
    `<form method="post" action="${escaped(action)}">`,
    ...lines,
    "  <button>Send</button>",
    "</form>",
  ].join("\n");
}

function control(field: Field): string {
  const name = `name="${escaped(field.name)}"`;
  const label = escaped(field.label);
  switch (field.type) {
    case "hidden":
      return `<input type="hidden" ${name} value="${escaped(field.value ?? "")}">`;
    case "trap":
      return `<div hidden><label>${label} <input ${name} autocomplete="off"></label></div>`;
    case "checkbox":
      return `<label><input type="checkbox" ${name} value="${escaped(field.value ?? "")}"> ${label}</label>`;
    case "select":
      return `<label>${label} <select ${name}>${options(field)}</select></label>`;
    case "textarea":
      return `<label>${label} <textarea ${name}></textarea></label>`;
    default:
      return `<label>${label} <input type="${field.type}" ${name}${field.required ? " required" : ""}></label>`;
  }
}

function options({ options = {} }: Field): string {
  const all = Object.entries({ "": "Please choose", ...options });
  return all.map(([value, text]) => `<option value="${escaped(value)}">${escaped(text)}</option>`).join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
