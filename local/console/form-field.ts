/** One field of the form as HTML: always with a label, and with what a browser can fill in by itself. */
import { html } from "hono/html";
import type { Field, Group } from "./form-fields.ts";
import type { Typed } from "./form-samples.ts";
import type { Html } from "./layout.ts";

/** `typed` is what stands in the fields already, by name. */
export function fieldset(group: Group, fields: readonly Field[], typed: Typed): Html {
  return html`${fields.filter((field) => field.group === group).map((field) => control(field, typed[field.name] ?? ""))}`;
}

/** A group that is asked only of those who unfold it, or who typed something there. */
export function folded(group: Group, title: string, fields: readonly Field[], typed: Typed): Html {
  const isTyped = fields.some((field) => field.group === group && typed[field.name]);
  return html`<details ${isTyped ? "open" : ""}>
    <summary>${title} <span class="quiet">(optional)</span></summary>
    ${fieldset(group, fields, typed)}
  </details>`;
}

function control(field: Field, typed: string): Html {
  switch (field.type) {
    case "hidden":
      return html`<input type="hidden" name="${field.name}" value="${field.value}">`;
    case "trap":
      return html`<div hidden><label>${field.label} <input name="${field.name}" value="${typed}" autocomplete="off"></label></div>`;
    case "checkbox":
      return html`<p class="check"><input type="checkbox" id="${field.name}" name="${field.name}" value="${field.value}" ${typed ? "checked" : ""}> <label for="${field.name}">${field.label}</label></p>`;
    case "select":
      return labelled(
        field,
        html`<select id="${field.name}" name="${field.name}"><option value="">Please choose</option>${options(field, typed)}</select>`,
      );
    case "textarea":
      return labelled(
        field,
        html`<textarea id="${field.name}" name="${field.name}" rows="4" ${described(field)}>${typed}</textarea>`,
      );
    default:
      return labelled(field, input(field, typed));
  }
}

function input(field: Field, typed: string): Html {
  return html`<input type="${field.type}" id="${field.name}" name="${field.name}" value="${typed}" ${autocomplete(field)} ${described(field)} ${field.required ? "required" : ""}>`;
}

function labelled(field: Field, inner: Html): Html {
  const hint = field.hint ? html`<span class="hint" id="${field.name}-hint">${field.hint}</span>` : "";
  const needed = field.required ? html` <span class="quiet">(needed)</span>` : "";
  return html`<p class="field"><label for="${field.name}">${field.label}${needed}</label>${hint}${inner}</p>`;
}

function options(field: Field, typed: string): readonly Html[] {
  return Object.entries(field.options ?? {}).map(
    ([value, text]) => html`<option value="${value}" ${value === typed ? "selected" : ""}>${text}</option>`,
  );
}

function autocomplete(field: Field): Html | undefined {
  return field.autocomplete === undefined ? undefined : html`autocomplete="${field.autocomplete}"`;
}

function described(field: Field): Html | undefined {
  return field.hint === undefined ? undefined : html`aria-describedby="${field.name}-hint"`;
}
