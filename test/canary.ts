/**
 * `npm run test:canary`: people whose every word is found nowhere else live on the laptop, everything that can fail does,
 * and then no word of theirs may stand in an execution's input, a history, a log, a metric, or beside a dead letter.
 */
import { canary } from "./canary/canary.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const began = performance.now();
const { searched, failed, answers, canaries } = await canary();
for (const { place, of, bytes, leaked, planted } of searched) {
  const control =
    planted === undefined ? "" : planted ? ", what we planted found" : ", WHAT WE PLANTED NOT FOUND";
  say(`${place}: ${of}, ${bytes} bytes, ${leaked.length} leaks${control}`);
  for (const each of leaked.slice(0, 10)) say(`  leak: ${each}`);
}
const told = [...answers].sort().map(([status, times]) => `${times} × ${status}`);
say(
  `${canaries} canaries; calls to AWS that went wrong: ${[...failed].map(([call, times]) => `${times} × ${call}`).join(", ")}; answers: ${told.join(", ")}`,
);
const missed = searched.filter(({ leaked, planted }) => leaked.length > 0 || planted === false).length;
say(
  `${searched.length - missed} passed, ${missed} failed   (${((performance.now() - began) / 1_000).toFixed(1)} s)`,
);
process.exit(missed === 0 ? 0 : 1);
