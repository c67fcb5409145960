/** GET shows, POST acts: whatever is asked of any route of the template, with whichever of our tokens, nothing changes but by POST. */
import { Lines } from "../lines.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";
import { type RoutesRig, routesRig } from "./routes-rig.ts";

/** What a mail scanner, a preview or a curious person may have in the address. */
const QUERIES = [
  "",
  "?answer=accept&by=ruth",
  "?answer=reject&reason=not-our-market&by=ruth",
  "?answer=yes",
  "?do=no-contact",
  "?do=leave&List-Unsubscribe=One-Click",
  "?result=won&by=ruth",
  "?outcome=wants-sales&by=Ann",
  "?email=reader%40dairy.example&consent=yes&_method=POST",
] as const;

const SHOWING = ["GET", "HEAD", "OPTIONS"] as const;
const OTHERS = ["PUT", "PATCH", "DELETE"] as const;
/** As far as the laptop looks: a program of ours. */
const SIGNED = `AWS4-HMAC-SHA256 Credential=routes/20261123/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;
const HEADERS = { authorization: SIGNED, "x-http-method-override": "POST", "x-http-method": "POST" };

interface Ask {
  readonly method: string;
  /** Path and query; tells the token by name. */
  readonly called: string;
  readonly url: string;
}

interface Answered extends Ask {
  readonly status: number;
}

export const securityPart: SecurityPart = async (asked) => {
  const rig = await routesRig();
  try {
    const told = new Lines();
    told.say(`${rig.paths.length} routes, ${rig.tokens.size} tokens of ours, ${QUERIES.length} queries`);
    const showing = asksOf(rig, SHOWING, shareOf(QUERIES.length, asked));
    await changeNothing(told, rig, SHOWING.join(", "), showing, (status) => status < 500);
    const others = asksOf(rig, OTHERS, 1);
    await changeNothing(told, rig, OTHERS.join(", "), others, (status) => [403, 404, 405].includes(status));
    await strangers(told, rig);
    await postActs(told, rig);
    return toldBy("only POST acts, and only pages of ours may read", told);
  } finally {
    await rig.stop();
  }
};

function asksOf(
  { paths, tokens, laptop }: RoutesRig,
  methods: readonly string[],
  queries: number,
): readonly Ask[] {
  return paths.flatMap((path) => {
    const named = path.includes("{token}") ? [...tokens] : [["", ""] as const];
    return named.flatMap(([what, token]) =>
      methods.flatMap((method) =>
        QUERIES.slice(0, queries).map((query) => ({
          method,
          called: `${method} ${path.replace("{token}", `{${what}}`)}${query}`,
          url: `${laptop.urls.api}${path.replace("{token}", token)}${query}`,
        })),
      ),
    );
  });
}

async function changeNothing(
  told: Lines,
  rig: RoutesRig,
  methods: string,
  asks: readonly Ask[],
  isRight: (status: number) => boolean,
): Promise<void> {
  const before = await rig.state();
  const answers: Answered[] = [];
  for (const ask of asks) answers.push({ ...ask, status: (await answerTo(ask)).status });
  await rig.laptop.sources.time.settle();
  const after = await rig.state();
  told.hold(
    `${methods}: ${asks.length} requests, and /state-hash, inboxes and executions are as before`,
    after === before,
  );
  told.none(
    `${methods}: answered otherwise than they should be`,
    answers.filter(({ status }) => !isRight(status)).map(({ called, status }) => `${called}: ${status}`),
  );
  if (methods.includes("GET")) shown(told, answers);
}

/** Else nothing would be changed for the reason that nothing was opened. */
function shown(told: Lines, answers: readonly Answered[]): void {
  const opened = answers.filter(({ method, status }) => method === "GET" && status === 200);
  const doors = new Set(opened.map(({ called }) => /^GET \/([\w-]+)\/\{/.exec(called)?.[1] ?? ""));
  doors.delete("");
  told.say(`doors that good tokens opened: ${[...doors].sort().join(", ")}`);
  const own: Readonly<Record<string, string>> = {
    handoffs: "handoff",
    tasks: "task",
    questions: "question",
    dossiers: "dossier",
    desk: "desk",
    unsubscribe: "unsubscribe",
    confirm: "confirm",
    preferences: "preferences",
  };
  const crossed = opened.flatMap(({ called }) => {
    const [, door = "", token = ""] = /^GET \/([\w-]+)\/\{([^}]*)\}/.exec(called) ?? [];
    return door === "" || token === own[door] || token === `${own[door]}, worn out` ? [] : [called];
  });
  told.none("doors that a token for another purpose opened", crossed);
}

function answerTo(
  { method, url }: Pick<Ask, "method" | "url">,
  headers: Readonly<Record<string, string>> = HEADERS,
) {
  return fetch(url, { method, headers, redirect: "manual" }).then(async (answer) => {
    await answer.arrayBuffer();
    return answer;
  });
}

/** Origins that look like the laptop's own, and are not. */
function strangersTo(own: string): readonly string[] {
  const { port } = new URL(own);
  return [
    "https://evil.example",
    "null",
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${Number(port) + 1}`,
    `http://127.0.0.1.evil.example:${port}`,
    `${own}.evil.example`,
    `${own}/`,
    own.toUpperCase(),
  ];
}

async function strangers(told: Lines, { paths, tokens, laptop }: RoutesRig): Promise<void> {
  const [own, token = ""] = [laptop.urls.console, tokens.get("unsubscribe")];
  const urls = paths.map((path) => `${laptop.urls.api}${path.replace("{token}", token)}`);
  const ask = async (origin: string, method: string, url: string) => {
    const preflight = method === "OPTIONS" ? { "access-control-request-method": "POST" } : {};
    const { headers } = await answerTo({ method, url }, { ...HEADERS, origin, ...preflight });
    return headers.get("access-control-allow-origin");
  };
  const letIn: string[] = [];
  let asked = 0;
  for (const url of urls)
    for (const origin of strangersTo(own))
      for (const method of SHOWING) {
        asked++;
        const allowed = await ask(origin, method, url);
        if (allowed !== null) letIn.push(`${method} ${url} of ${origin}: ${allowed}`);
      }
  told.none(`${asked} requests of strange origins: let read by access-control-allow-origin`, letIn);
  const allowed = await Promise.all(SHOWING.map((method) => ask(own, method, `${laptop.urls.api}/leads`)));
  told.hold(
    "our own origin is let read",
    allowed.every((each) => each === own),
  );
}

/** The same links by POST, or nothing of the above would mean anything. */
async function postActs(told: Lines, { laptop, tokens, state }: RoutesRig): Promise<void> {
  const acts = [
    ["handoffs", "handoff", { answer: "accept", by: "Ruth" }],
    ["questions", "question", { answer: "stay" }],
    ["tasks", "task", { outcome: "wants-sales", by: "Ann" }],
    ["preferences", "preferences", { do: "pause" }],
    ["unsubscribe", "unsubscribe", { "List-Unsubscribe": "One-Click" }],
  ] as const;
  const idle: string[] = [];
  for (const [door, purpose, fields] of acts) {
    const before = await state();
    const url = `${laptop.urls.api}/${door}/${tokens.get(purpose)}`;
    const { status } = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
    await laptop.sources.time.settle();
    if ((await state()) === before) idle.push(`${door}: ${status}`);
  }
  told.none(`${acts.length} of the same links by POST: changed nothing`, idle);
}
