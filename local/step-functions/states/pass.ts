import type { PassState } from "../definition/model.ts";
import type { Exit } from "../leaving.ts";
import { leave } from "../leaving.ts";
import type { Live } from "../live.ts";

export function pass(state: PassState, live: Live): Promise<Exit> {
  return leave(live, state, state.next, live.position.input);
}
