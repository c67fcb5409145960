/** The workflow as a picture, drawn from its file, with the state lit in which a lead is. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { type WorkflowFile, workflowFile } from "./workflow-file.ts";
import { type Box, type Layout, LEFT, layoutOf, lineOf, WIDTH } from "./workflow-layout.ts";

/** `execution` is the newest; one that ended well stands where the workflow succeeds. */
export function workflowPicture(
  execution: { readonly status: string; readonly state: string | undefined } | undefined,
): Html {
  const file = workflowFile();
  const lit = execution && (execution.state ?? endOf(file, execution.status));
  return html`<figure class="workflow">
    ${svg(file, lit)}
    <figcaption>${caption(execution?.status, lit)} <span class="quiet">Dashed ways are for trouble.</span></figcaption>
  </figure>`;
}

function endOf({ states }: WorkflowFile, status: string): string | undefined {
  return status === "SUCCEEDED" ? states.find(({ type }) => type === "Succeed")?.name : undefined;
}

function caption(status: string | undefined, lit: string | undefined): Html {
  if (status === undefined) return html`No execution has been started for it yet.`;
  const how =
    status === "RUNNING" ? "Now" : `Its execution has ended (${status.toLowerCase().replace("_", " ")})`;
  return lit === undefined ? html`${how}.` : html`${how}: <strong>${lit}</strong>.`;
}

function svg(file: WorkflowFile, lit: string | undefined): Html {
  const layout = layoutOf(file);
  const { arrows, states, startAt } = file;
  return html`<svg viewBox="${LEFT} 0 ${WIDTH} ${layout.height}" width="${WIDTH}" role="img" aria-labelledby="workflow-title workflow-desc">
    <title id="workflow-title">The lead’s workflow</title>
    <desc id="workflow-desc">${states.length} states, beginning with “${startAt}”. ${lit ? `The lead is in “${lit}”.` : "The lead is in none of them."} ${arrows.map(({ from, to, isTrouble }) => `From “${from}” to “${to}”${isTrouble ? ", in trouble" : ""}.`).join(" ")}</desc>
    <defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 Z" /></marker></defs>
    ${arrows.map((arrow) => html`<path class="arrow ${arrow.isTrouble ? "trouble" : ""}" d="${lineOf(arrow, layout)}" marker-end="url(#tip)" />`)}
    ${states.map(({ name, type }) => state(name, type, layout, name === lit))}
  </svg>`;
}

function state(name: string, type: string, { boxes }: Layout, isLit: boolean): Html | undefined {
  const box = boxes.get(name);
  if (box === undefined) return undefined;
  const { x, y, width, height } = box;
  const round = type === "Choice" || type === "Succeed" ? height / 2 : 6;
  return html`<g class="state ${isLit ? "lit" : ""}">
    <rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${round}" />
    <text text-anchor="middle">${words(name, box)}</text>
  </g>`;
}

/** About seven pixels to a letter, and seventeen to a line. */
function words(name: string, { x, y, width }: Box): readonly Html[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && longer.length * 7.2 <= width - 8) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const first = y - (lines.length - 1) * 8.5 + 5;
  return lines.map((line, i) => html`<tspan x="${x}" y="${first + i * 17}">${line}</tspan>`);
}
