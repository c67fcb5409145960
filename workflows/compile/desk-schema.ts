/** `sales.yaml` as a JSON Schema. */
import { Condition } from "../rules/condition.ts";
import { Desk, Person, Pool, Reason } from "../rules/desk.ts";
import { Name } from "../rules/name.ts";
import { Span } from "../rules/time.ts";
import { editorSchema, type Json } from "./editor-schema.ts";
import { campaignGuide, deskGuide } from "./guide.ts";

export function deskSchema(): Json {
  const [desk, campaign] = [deskGuide(), campaignGuide()];
  return editorSchema(Desk, {
    title: "The sales desk of Ripen",
    part: "desk",
    parts: PARTS,
    meaning: (part, path) => (part === "condition" ? campaign : desk).meaning(part, path),
  });
}

const PARTS = { span: Span, name: Name, condition: Condition, person: Person, pool: Pool, reason: Reason };
