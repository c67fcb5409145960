import type { SucceedState } from "../definition/model.ts";
import type { Exit } from "../leaving.ts";
import { leave } from "../leaving.ts";
import type { Live } from "../live.ts";

export function succeed({ output }: SucceedState, live: Live): Promise<Exit> {
  return leave(live, { assign: undefined, output }, undefined, live.position.input);
}
