/** What `npm start` is told by flags and environment. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}

export interface StartSettings {
  readonly state: string;
  readonly fresh: boolean;
  readonly ports: { readonly api: number; readonly console: number; readonly aws: number };
  /** Whether edits of the sources are picked up while it runs. */
  readonly watches: boolean;
  readonly dynamodbEndpoint: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws StartRefused, in one line, for a flag that doesn't exist or a port that is no port. */
export function readStartSettings(flags: readonly string[], env: Environment): StartSettings {
  const unknown = flags.find((flag) => flag !== "--fresh");
  if (unknown !== undefined)
    throw new StartRefused(`npm start doesn't know ${unknown}: it takes --fresh, which begins anew.`);
  return {
    state: env["RIPEN_STATE"] || ".ripen",
    fresh: flags.includes("--fresh"),
    ports: {
      api: port(env, "API_PORT", 4000),
      console: port(env, "CONSOLE_PORT", 4001),
      aws: port(env, "AWS_PORT", 4566),
    },
    watches: watches(env["RIPEN_WATCH"]),
    dynamodbEndpoint: env["AWS_ENDPOINT_URL_DYNAMODB"] || undefined,
  };
}

function watches(given: string | undefined): boolean {
  if (given === undefined || given === "" || given === "on") return true;
  if (given === "off") return false;
  throw new StartRefused(
    `RIPEN_WATCH is ${JSON.stringify(given)}: it should be on, which picks up edits, or off.`,
  );
}

function port(env: Environment, name: string, usual: number): number {
  const given = env[name];
  if (given === undefined || given === "") return usual;
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
  throw new StartRefused(
    `${name} is ${JSON.stringify(given)}: it should be a port from 0 to 65535, where 0 picks a free one.`,
  );
}
