/**
 * A call of an AWS service without its client of the SDK. Over `node:https`, which the SDK has loaded already: the first
 * `fetch` of a process loads a second HTTP client, 60 to 100 ms of a cold start.
 */
import { request as requestPlainly } from "node:http";
import { request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { type Asked, type Signer, signed } from "./signature.ts";

export interface Service extends Signer {
  /** Without a path. */
  readonly url: string;
}

/** The service did not do what it was asked; `name` is its own code, the message its own words. */
class ServiceRefused extends Error {
  constructor(service: string, said: Said) {
    super(`${service} answered ${codeOf(said)}: ${wordsOf(said) || `HTTP ${said.status}`}`);
    this.name = codeOf(said);
  }
}

/**
 * Resolves to the answer's text. Tried three times, as the SDK tries: again after a lost connection, a time-out, and an
 * answer that is the service's own fault or asks for patience; so only for what may be done twice. `headers`: their names
 * in lower case.
 */
export async function call(
  service: Service,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  for (let tries = 1; ; tries++) {
    const isLast = tries === MOST_TRIES;
    const said = await post(service, headers, body).catch((error: unknown) => {
      if (isLast) throw error;
    });
    if (said !== undefined && (isLast || !mayPass(said))) return textOf(service, said);
    await sleep(FIRST_PAUSE * 2 ** (tries - 1));
  }
}

/** The same, tried but once. */
export const callOnce: typeof call = async (service, headers, body) =>
  textOf(service, await post(service, headers, body));

function textOf({ service }: Service, said: Said): string {
  if (said.status >= 300) throw new ServiceRefused(service, said);
  return said.text;
}

const MOST_TRIES = 3;
/** In milliseconds: 50, then 100. */
const FIRST_PAUSE = 50;
/** Answered in tens of milliseconds, as a rule. */
const LONGEST_TRY = 5_000;

export interface Said {
  readonly status: number;
  readonly text: string;
}

const post = ({ url, ...signer }: Service, headers: Asked["headers"], body: string) =>
  send(signer, { method: "POST", url: new URL(url), headers, body }, LONGEST_TRY);

/** Asked once, whatever it answers. `patience` in milliseconds; rejects when that is over, or the connection lost. */
export function send(signer: Signer, asked: Asked, patience: number): Promise<Said> {
  const { method, url, body } = asked;
  const ask = url.protocol === "http:" ? requestPlainly : request;
  return new Promise<Said>((resolve, reject) => {
    const asking = ask(url, {
      method,
      headers: signed(signer, asked, new Date()),
      signal: AbortSignal.timeout(patience),
    });
    asking.on("error", reject);
    asking.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asking.end(body);
  });
}

const mayPass = (said: Said) =>
  said.status >= 500 || said.status === 429 || /Throttl|TooManyRequests|RequestLimit/.test(codeOf(said));

/** Services answer in JSON or in XML. */
const codeOf = ({ status, text }: Said) =>
  /"__type"\s*:\s*"(?:[^"]*#)?(\w+)"/.exec(text)?.[1] ??
  /<Code>(\w+)<\/Code>/.exec(text)?.[1] ??
  `Http${status}`;
const wordsOf = ({ text }: Said) =>
  /"[Mm]essage"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
