/** An item as a release to come may write it: with fields that today's code has never heard of, at every depth. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../functions/world/lead-items.ts";

const UNKNOWN = "ofARelease2099";

export function unknownTo(item: Item): Item {
  return { ...withUnknown(item), [UNKNOWN]: { S: "unknown" } };
}

/** Into each map below; but for those whose keys are data, such as a lead's answers. */
function withUnknown(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, DATA.has(name) ? value : below(value)]),
  );
}

function below(value: AttributeValue): AttributeValue {
  if (value.L !== undefined) return { L: value.L.map(below) };
  return value.M === undefined ? value : { M: unknownTo(value.M) };
}

const DATA = new Set(["answers", "utm"]);
