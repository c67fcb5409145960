/** An AWS account with one stack of ours, as far as closing and stopping it asks: loopback only, and it notes what is asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ripenTemplate, type Template } from "../../../infra/ripen-app.ts";
import { seeded } from "../../../local/memory/seeded.ts";
import { SimulatedClock } from "../../../local/memory/simulated-clock.ts";
import { answerHttp } from "../../../local/step-functions/http.ts";
import { type StepFunctions, stepFunctions } from "../../../local/step-functions/step-functions.ts";
import { memoryStore } from "../../../local/step-functions/stores/memory-store.ts";

export interface Account {
  readonly url: string;
  readonly engine: StepFunctions;
  readonly machine: string;
  /** What was changed, in order: `PUT concurrency CaptureLead…`. */
  readonly changes: readonly string[];
  close(): Promise<void>;
}

/** Made once: it takes a second. */
let template: Template | undefined;

/** Sleeps for a month, as a lead's does. */
const SLEEPS = JSON.stringify({
  QueryLanguage: "JSONata",
  StartAt: "Sleep",
  States: { Sleep: { Type: "Wait", Seconds: 2_592_000, End: true } },
});

export async function account(): Promise<Account> {
  const engine = stepFunctions({
    clock: new SimulatedClock(0),
    store: memoryStore({ keepHistories: false }),
    integrations: {},
    random: seeded(1),
    region: "us-east-1",
    account: "000000000000",
  });
  const machine = engine.createStateMachine({
    name: "nurture",
    definition: SLEEPS,
    roleArn: "arn:aws:iam::000000000000:role/nurture",
  });
  const changes: string[] = [];
  const lambda = lambdas(changes);
  const events = rules(changes);
  const listed = stackResources(machine);

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const target = request.headers["x-amz-target"]?.toString() ?? "";
    if (target.startsWith("AWSStepFunctions")) {
      const answer = await answerHttp(engine, { target, body });
      response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    } else if (target.startsWith("AWSEvents.")) response.end(JSON.stringify(events(target.slice(10))));
    else if (body.includes("Action=ListStackResources")) response.end(listed);
    else response.end(JSON.stringify(lambda(request.method ?? "", request.url ?? "", body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    engine,
    machine,
    changes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The functions' concurrency, and one event source mapping. */
function lambdas(changes: string[]) {
  const closed = new Set<string>();
  let stream = "Enabled";
  const concurrency = (method: string, name: string): object => {
    if (method === "GET") return closed.has(name) ? { ReservedConcurrentExecutions: 0 } : {};
    changes.push(`${method} concurrency ${name}`);
    if (method === "PUT") closed.add(name);
    else closed.delete(name);
    return {};
  };
  const mapping = (method: string, body: string): object => {
    const State = method === "PUT" ? (JSON.parse(body).Enabled ? "Enabling" : "Disabling") : stream;
    if (method === "PUT") changes.push(State);
    // Whoever asks again finds that it has come to rest.
    stream = State.replace(/ing$/, "ed");
    return { State };
  };
  return (method: string, path: string, body: string) =>
    path.endsWith("/concurrency") ? concurrency(method, path.split("/")[3] ?? "") : mapping(method, body);
}

function rules(changes: string[]) {
  let State = "ENABLED";
  return (action: string): object => {
    if (action === "DescribeRule") return { State };
    changes.push(action);
    State = action === "EnableRule" ? "ENABLED" : "DISABLED";
    return {};
  };
}

/** Every resource of the template, under its logical id; the machine is the engine's. */
function stackResources(machine: string): string {
  template ??= ripenTemplate();
  const members = Object.entries(template.Resources).map(
    ([id, { Type }]) =>
      `<member><LogicalResourceId>${id}</LogicalResourceId><ResourceType>${Type}</ResourceType><PhysicalResourceId>${id === "NurtureMachine" ? machine : id}</PhysicalResourceId></member>`,
  );
  return `<ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStackResourcesResult><StackResourceSummaries>${members.join("")}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`;
}
