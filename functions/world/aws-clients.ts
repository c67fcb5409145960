/** What every port on AWS is made of: the function's environment, and one client a service, shared by all that ask it. */
import { OwnWords } from "../own-words.ts";

type Environment = Readonly<Record<string, string | undefined>>;

interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Aws {
  readonly env: Environment;
  /** Where the clients go and as whom; nothing of it, or the region alone, where the SDK is to find out for itself. */
  readonly clientSettings: ClientSettings;
  /** A variable that infra sets; throws OwnWords where it is missing. */
  need(name: string): string;
  /** The same client whenever it is asked for, so that the ports of one service share its connections. */
  client<Client extends object>(Service: new (settings: ClientSettings) => Client): Client;
}

/** With `AWS_ENDPOINT_URL` in `env` the clients go there, with the environment's credentials or dummies. */
export function awsClients(env: Environment): Aws {
  const clients = new Map<unknown, unknown>();
  const settings = clientSettings(env);
  return {
    env,
    clientSettings: settings,
    need: (name) => required(env, name),
    client<Client extends object>(Service: new (settings: ClientSettings) => Client) {
      const client = (clients.get(Service) as Client | undefined) ?? new Service(settings);
      clients.set(Service, client);
      return client;
    },
  };
}

function clientSettings(env: Environment): ClientSettings {
  const endpoint = env["AWS_ENDPOINT_URL"];
  const region = env["AWS_REGION"];
  if (endpoint === undefined) return region === undefined ? {} : { region };
  return {
    endpoint,
    region: region ?? "us-east-1",
    credentials: {
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "laptop",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "laptop",
    },
  };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value)
    throw new OwnWords(
      `The environment variable ${name} is not set: infra/ sets it for the functions that need it.`,
    );
  return value;
}
