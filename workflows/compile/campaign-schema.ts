/** `campaign.yaml` as a JSON Schema. */
import { Campaign } from "../rules/campaign.ts";
import { Condition } from "../rules/condition.ts";
import { Branch, Step, Touch, Wait } from "../rules/journey.ts";
import { Name } from "../rules/name.ts";
import { Span } from "../rules/time.ts";
import { OwnWindow, Window } from "../rules/window.ts";
import { editorSchema, type Json } from "./editor-schema.ts";
import { campaignGuide } from "./guide.ts";

export function campaignSchema(): Json {
  const { meaning } = campaignGuide();
  return editorSchema(Campaign, { title: "A campaign of Ripen", part: "campaign", parts: PARTS, meaning });
}

const PARTS = {
  span: Span,
  name: Name,
  condition: Condition,
  window: Window,
  "own-window": OwnWindow,
  touch: Touch,
  branch: Branch,
  wait: Wait,
  step: Step,
};
