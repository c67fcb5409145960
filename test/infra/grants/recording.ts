/** For every worker of the tests: each laptop in it tells which rights its roles ask for. */
import { channel } from "node:diagnostics_channel";
import { RIGHTS_ASKED, type RightAsked } from "../../../local/aws/iam.ts";
import { writingDown } from "./record.ts";

const asked = channel(RIGHTS_ASKED);
// A worker runs this before each of its test files.
if (!asked.hasSubscribers) {
  const writeDown = writingDown();
  asked.subscribe((message) => writeDown(message as RightAsked));
}
