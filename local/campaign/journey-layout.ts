/** Where the parts of a journey stand and how its arrows run, from above to below in the order of the file. */
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Journey } from "./journey-graph.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In pixels, by the upper left corner. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Placed extends Size {
  /** By the node's id. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** In the order of the journey's edges. */
  readonly arrows: readonly { readonly points: readonly Point[]; readonly label: Box | undefined }[];
  /** Around the evergreen lane, if there is one. */
  readonly lane: Box | undefined;
}

export interface Sizes {
  readonly nodes: ReadonlyMap<string, Size>;
  /** In the order of the edges; undefined where an arrow has no words. */
  readonly labels: readonly (Size | undefined)[];
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.spacing.nodeNode": "24",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "10",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
};

/** The same journey in the same sizes is placed the same, to the pixel. */
export async function layOut(journey: Journey, sizes: Sizes): Promise<Placed> {
  // It takes a seventh of a second to load, which is only spent where something is drawn.
  const { default: Elk } = await import("elkjs/lib/elk.bundled.js");
  const laid = await new Elk.default().layout(graphOf(journey, sizes));
  return placedOf(laid, journey);
}

const LANE = "the evergreen lane";
const PADDING = "[top=16,left=16,bottom=16,right=16]";

function graphOf({ nodes, edges }: Journey, { nodes: sizes, labels }: Sizes): ElkNode {
  const children = nodes.map((node) => ({
    id: node.id,
    ...(sizes.get(node.id) ?? { width: 0, height: 0 }),
    inLane: node.is === "lane" || (node.is === "touch" && node.inLane),
  }));
  const inLane = children.filter((child) => child.inLane);
  const lane = { id: LANE, children: inLane, layoutOptions: { ...OPTIONS, "elk.padding": PADDING } };
  return {
    id: "the journey",
    layoutOptions: OPTIONS,
    children: [...children.filter((child) => !child.inLane), ...(inLane.length > 0 ? [lane] : [])],
    edges: edges.map(({ from, to }, at) => {
      const size = labels[at];
      return {
        id: `${at}`,
        sources: [from],
        targets: [to],
        ...(size === undefined ? {} : { labels: [{ id: `label ${at}`, text: " ", ...size }] }),
      };
    }),
  };
}

function placedOf(laid: ElkNode, { edges }: Journey): Placed {
  const lane = laid.children?.find(({ id }) => id === LANE);
  const nodes = [...(laid.children ?? []), ...(lane?.children ?? [])];
  const routed = new Map(laid.edges?.map((edge) => [edge.id, edge]));
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    boxes: new Map(nodes.map((node) => [node.id, boxOf(node)])),
    arrows: edges.map((_, at) => arrowOf(routed.get(`${at}`))),
    lane: lane && boxOf(lane),
  };
}

function arrowOf(edge: ElkExtendedEdge | undefined): Placed["arrows"][number] {
  const section = edge?.sections?.[0];
  const label = edge?.labels?.[0];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  return { points: points.map(whole), label: label && boxOf(label) };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { ...whole({ x, y }), width: Math.round(width), height: Math.round(height) };
}

function whole({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
