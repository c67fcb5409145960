/** A campaign's journey as a picture: one SVG that needs nothing else, for the light and the dark. */
import { html, raw } from "hono/html";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches, channelOf } from "../../workflows/rules/touches.ts";
import { drawnAside } from "./aside-drawing.ts";
import { drawnJourney } from "./journey-drawing.ts";
import type { Journey, JourneyNode } from "./journey-graph.ts";
import { journeyStyle } from "./journey-style.ts";
import { textWidth } from "./text-width.ts";

const MARGIN = 16;
const HEAD = 76;

/** The same campaign gives the same bytes. `at`: the touch to light, by its name; one that isn't there lights none. */
export async function journeySvg(campaign: RunningCampaign, at?: string): Promise<string> {
  const drawn = await drawnJourney(campaign, at);
  const aside = drawnAside(campaign, drawn);
  const heading = textWidth(campaign.title, { size: 22, bold: true });
  const width = Math.ceil(Math.max(aside.width, heading) + 2 * MARGIN);
  const height = HEAD + Math.max(drawn.height, aside.height) + 2 * MARGIN;
  const svg = html`<svg xmlns="http://www.w3.org/2000/svg" class="journey" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="journey-title journey-desc">
<title id="journey-title">The journey of ${campaign.title}</title>
<desc id="journey-desc">${told(drawn.journey)}</desc>
<style>${raw(journeyStyle())}</style>
<defs><marker id="journey-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 Z" /></marker></defs>
<rect class="ground" width="${width}" height="${height}" />
<g transform="translate(${MARGIN} ${MARGIN})">
<text class="heading" y="24">${campaign.title}</text>
<text class="quiet" y="50">${inNumbers(campaign)}</text>
<g transform="translate(0 ${HEAD})">
${drawn.marks}
${aside.marks}
</g>
</g>
</svg>
`;
  return String(svg);
}

function inNumbers(campaign: RunningCampaign): string {
  const { name, segments, version } = campaign;
  const touches = allTouches(campaign).length;
  const parts = [
    name,
    touches === 1 ? "1 touch" : `${touches} touches`,
    ...(segments.length > 0 ? [`${segments.length} segments`] : []),
    `version ${version}`,
  ];
  return parts.join(" · ");
}

/** For whoever can't see it: each part, and where it leads. */
function told({ nodes, edges }: Journey): string {
  return nodes
    .map((node) => {
      const ways = edges.filter(({ from }) => from === node.id);
      const leads = ways.map(({ to, says, segments }) => {
        const who = [...(says ? [says] : []), ...(segments ?? [])].join(", ");
        return `${nameOf(nodes.find(({ id }) => id === to))}${who ? ` (${who})` : ""}`;
      });
      return leads.length === 0 ? `${nameOf(node)}.` : `${nameOf(node)}, then ${leads.join(", or ")}.`;
    })
    .join(" ");
}

function nameOf(node: JourneyNode | undefined): string {
  return node?.is === "touch" ? `${channelOf(node.touch)} “${node.touch.name}”` : (node?.id ?? "");
}
