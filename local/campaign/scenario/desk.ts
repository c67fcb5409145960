/** The sales desk that scenarios play. */
import { anyHourDesk } from "../../memory/any-hour-desk.ts";

/** Always open, so that a campaign is tried alone; whoever accepts a lead is not asked what came of it. */
export const DESK = anyHourDesk({ contact: { within: "200 weeks" } });
