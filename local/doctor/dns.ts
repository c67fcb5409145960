/** What DNS says of a name. A record that isn't there and a DNS that doesn't answer are two things. */
import { Resolver } from "node:dns/promises";
import { Unreachable } from "../stack/unreachable.ts";

export interface Names {
  /** Each is none where the name has no such record, or doesn't exist. Throws NoAnswer where nobody could say. */
  texts(name: string): Promise<readonly string[]>;
  aliases(name: string): Promise<readonly string[]>;
  mailServers(name: string): Promise<readonly string[]>;
  /** IPv4. */
  addresses(name: string): Promise<readonly string[]>;
}

export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** `server` is an IP address, with a port or without; this machine's own servers where absent. Throws Unreachable for another. */
export function namesAt(server?: string): Names {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (server !== undefined) ask(resolver, server);
  const told = <T>(asked: Promise<readonly T[]>): Promise<readonly T[]> =>
    asked.catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENODATA" || error.code === "ENOTFOUND") return [];
      throw new NoAnswer(`DNS doesn't answer (${error.code ?? error.message})`, { cause: error });
    });
  return {
    // A long text comes in pieces of 255 characters.
    texts: async (name) => (await told(resolver.resolveTxt(name))).map((pieces) => pieces.join("")),
    aliases: async (name) => (await told(resolver.resolveCname(name))).map(plain),
    addresses: (name) => told(resolver.resolve4(name)),
    mailServers: async (name) =>
      (await told(resolver.resolveMx(name))).map(({ exchange }) => plain(exchange)),
  };
}

function ask(resolver: Resolver, server: string): void {
  try {
    resolver.setServers([server]);
  } catch (cause) {
    throw new Unreachable(
      `--dns can't be "${server}": it should be an IP address, like 1.1.1.1 or 127.0.0.1:5353.`,
      {
        cause,
      },
    );
  }
}

const plain = (name: string) => name.toLowerCase().replace(/\.$/, "");
