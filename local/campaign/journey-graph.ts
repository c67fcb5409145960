/** A campaign's journey as nodes and arrows: the paths that its segments take through the file, laid over one another. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Branch, Evergreen, Step, Touch, Wait } from "../../workflows/rules/journey.ts";
import type { Span } from "../../workflows/rules/time.ts";
import { conditionInWords } from "./in-words.ts";

export type JourneyNode =
  | { readonly id: string; readonly is: "entrance" | "confirm" | "segments" | "end" }
  | { readonly id: string; readonly is: "lane"; readonly every: Span }
  | { readonly id: string; readonly is: "touch"; readonly touch: Touch; readonly inLane: boolean }
  | { readonly id: string; readonly is: "branch"; readonly branch: Branch }
  | { readonly id: string; readonly is: "wait"; readonly wait: Wait };

export interface JourneyEdge {
  readonly from: string;
  readonly to: string;
  /** Which way out of a branch or a wait this is; how often the lane goes round. */
  readonly says?: string;
  /** Who goes here, where not all who come do. */
  readonly segments?: readonly string[];
}

export interface Journey {
  /** In the order of the file. */
  readonly nodes: readonly JourneyNode[];
  readonly edges: readonly JourneyEdge[];
}

/** A lead walks too of which no segment's condition holds, unless the last segment takes everybody. */
export const NO_SEGMENT = "no segment";

export function touchNode(name: string): string {
  return `touch ${name}`;
}

export function journeyOf(campaign: RunningCampaign): Journey {
  const { touches, evergreen, consent } = campaign;
  const entrance: LooseEnd = { from: "entrance", who: everybody(campaign) };
  const entered: Walked = { nodes: [{ id: "entrance", is: "entrance" }], edges: [], ends: [entrance] };
  const welcome = consent.doubleOptIn ? then(entered, confirm(entered.ends)) : entered;
  const walked = then(welcome, walk(touches, welcome.ends));
  const { nodes, edges } = then(walked, evergreen ? lane(evergreen, walked.ends) : end(walked.ends));
  return { nodes, edges: edges.map((edge) => onlyWhereSome(edge, edges, everybody(campaign))) };
}

interface Walked {
  readonly nodes: readonly JourneyNode[];
  readonly edges: readonly Walk[];
  readonly ends: readonly LooseEnd[];
}

/** A way out of a node that leads nowhere yet. */
interface LooseEnd {
  readonly from: string;
  readonly who: readonly string[];
  readonly says?: string;
}

interface Walk extends LooseEnd {
  readonly to: string;
}

function everybody({ segments }: RunningCampaign): readonly string[] {
  const names = segments.map(({ name }) => name);
  return segments.some(({ when }) => Object.keys(when).length === 0) ? names : [...names, NO_SEGMENT];
}

function then(before: Walked, next: Walked): Walked {
  const nodes = [...before.nodes, ...next.nodes];
  return { nodes, edges: [...before.edges, ...next.edges], ends: next.ends };
}

function walk(steps: readonly Step[], ends: readonly LooseEnd[], inLane = false): Walked {
  const start: Walked = { nodes: [], edges: [], ends };
  return steps.reduce((walked, step) => then(walked, pass(step, walked.ends, inLane)), start);
}

function pass(step: Step, ends: readonly LooseEnd[], inLane: boolean): Walked {
  if ("name" in step) return passTouch(step, ends, inLane);
  return "branch" in step ? passBranch(step, ends) : passWait(step, ends);
}

/** Whose segment it isn't passes it by. */
function passTouch(touch: Touch, ends: readonly LooseEnd[], inLane: boolean): Walked {
  const id = touchNode(touch.name);
  const met = meetToPart(ends, touch);
  const here = only(met.ends, isFor(touch));
  const out = { from: id, who: whoOf(here) };
  return then(met, {
    nodes: [{ id, is: "touch", touch, inLane }],
    edges: here.map((each) => ({ ...each, to: id })),
    ends: [...only([out], () => true), ...only(met.ends, (segment) => !isFor(touch)(segment))],
  });
}

/** Several that would each part into the same segments meet first, else their arrows cross one another. */
function meetToPart(ends: readonly LooseEnd[], touch: Touch): Walked {
  const parts = ends.filter(({ who }) => who.some(isFor(touch)) && !who.every(isFor(touch)));
  if (parts.length < 2) return { nodes: [], edges: [], ends };
  const id = `segments before ${touch.name}`;
  const met = { from: id, who: whoOf(parts) };
  return {
    nodes: [{ id, is: "segments" }],
    edges: parts.map((each) => ({ ...each, to: id })),
    ends: [met, ...ends.filter((each) => !parts.includes(each))],
  };
}

function whoOf(ends: readonly LooseEnd[]): readonly string[] {
  return [...new Set(ends.flatMap(({ who }) => who))];
}

function isFor({ segments }: Touch): (segment: string) => boolean {
  return (segment) => segments?.includes(segment) ?? true;
}

function only(ends: readonly LooseEnd[], isHere: (segment: string) => boolean): readonly LooseEnd[] {
  return ends.map((end) => ({ ...end, who: end.who.filter(isHere) })).filter(({ who }) => who.length > 0);
}

function passBranch(branch: Branch, ends: readonly LooseEnd[]): Walked {
  const node: JourneyNode = { id: `branch ${branch.branch}`, is: "branch", branch };
  return fork(node, ends, [branch.do, "yes"], [branch.else, "no"]);
}

function passWait(wait: Wait, ends: readonly LooseEnd[]): Walked {
  const node: JourneyNode = { id: `wait ${wait.wait}`, is: "wait", wait };
  const come = conditionInWords(wait.until);
  return fork(
    node,
    ends,
    [wait.do, come.length <= LONGEST_LABEL ? come : "it came true"],
    [wait.else, `after ${wait.atMost}`],
  );
}

const LONGEST_LABEL = 32;

function fork(
  node: JourneyNode,
  ends: readonly LooseEnd[],
  ...ways: readonly [readonly Step[], string][]
): Walked {
  const who = whoOf(ends);
  const come: Walked = { nodes: [node], edges: ends.map((end) => ({ ...end, to: node.id })), ends: [] };
  return ways.reduce((walked, [steps, says]) => {
    const way = walk(steps, [{ from: node.id, who, says }]);
    return { ...then(walked, way), ends: [...walked.ends, ...way.ends] };
  }, come);
}

function confirm(ends: readonly LooseEnd[]): Walked {
  const id = "confirm";
  const who = whoOf(ends);
  return {
    nodes: [{ id, is: "confirm" }],
    edges: ends.map((each) => ({ ...each, to: id })),
    ends: [{ from: id, who, says: "confirmed" }],
  };
}

function end(ends: readonly LooseEnd[]): Walked {
  return { nodes: [{ id: "end", is: "end" }], edges: ends.map((each) => ({ ...each, to: "end" })), ends: [] };
}

/** Whoever has had its last touch of the lane goes round again; whoever none of it is for waits there. */
function lane({ every, touches }: Evergreen, ends: readonly LooseEnd[]): Walked {
  const id = "evergreen lane";
  const into = { from: id, who: whoOf(ends) };
  const once = walk(touches, [into], true);
  const back = once.ends
    .filter(({ from }) => from !== id)
    .map((each) => ({ ...each, to: id, says: "again" }));
  const come: Walked = {
    nodes: [{ id, is: "lane", every }],
    edges: ends.map((each) => ({ ...each, to: id })),
    ends: [],
  };
  const { nodes, edges } = then(come, once);
  return { nodes, edges: [...edges, ...back], ends: [] };
}

function onlyWhereSome(
  { from, to, who, says }: Walk,
  all: readonly Walk[],
  order: readonly string[],
): JourneyEdge {
  const sameWay = all.filter((each) => each.from === from && each.says === says);
  const parts = sameWay.some((each) => each.to !== to);
  const segments = order.filter((segment) => who.includes(segment));
  return { from, to, ...(says === undefined ? {} : { says }), ...(parts ? { segments } : {}) };
}
