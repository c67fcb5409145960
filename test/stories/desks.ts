/** Sales desks for stories that are about something else than the desk. */
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";

/** Whoever accepts a lead has more than a year for the first contact: for stories of what an acceptance itself does. */
export const PATIENT = anyHourDesk({ contact: { within: "80 weeks" } });
