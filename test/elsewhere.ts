/**
 * `npm run test:elsewhere -- --endpoint http://localhost:5600`: deploys this tree with `cdk` into an AWS-compatible API that
 * isn't ours (`python test/elsewhere/moto/serve.py`), and exercises it there. A line for each thing; exits with 1 on a miss.
 * `--deployed` takes the stack that stands there already; `--keep` doesn't change and remove it at the end.
 */
import { parseArgs } from "node:util";
import { bootstrap, deploy } from "./elsewhere/cdk.ts";
import { say, tryAll } from "./elsewhere/exercise.ts";
import { deployedTemplate } from "./elsewhere/expected.ts";
import { life } from "./elsewhere/life.ts";
import { outsideOf } from "./elsewhere/outside.ts";
import { later } from "./elsewhere/updates.ts";
import { wiring } from "./elsewhere/wiring.ts";

const { values } = parseArgs({
  options: {
    endpoint: { type: "string" },
    deployed: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});

async function main(endpoint: string): Promise<boolean> {
  if (!values.deployed) {
    bootstrap(endpoint);
    say("ok    cdk bootstrap");
    deploy(endpoint);
    say("ok    cdk deploy");
  }
  const outside = await outsideOf(endpoint, "ripen-dev");
  let misses = await tryAll(wiring(deployedTemplate()), outside);
  misses += await tryAll(life, outside);
  if (!values.keep) misses += await tryAll(later, outside);
  say(misses === 0 ? "nothing missed" : `${misses} missed`);
  return misses === 0;
}

if (values.endpoint === undefined) {
  say(
    "Where to? npm run test:elsewhere -- --endpoint http://localhost:5600, where test/elsewhere/moto/serve.py answers.",
  );
  process.exitCode = 1;
} else process.exitCode = (await main(values.endpoint)) ? 0 : 1;
