/**
 * Stands at the three addresses for as long as `npm start` runs, whoever runs the laptop at the time. It brings
 * everybody who comes to that one, and lets them wait while the next one takes over.
 */
import { createServer, type Socket } from "node:net";
import { listening } from "./aws/serve.ts";
import type { Ports } from "./laptop.ts";
import type { Urls } from "./program.ts";

export type DoorName = keyof Urls;

/** Whom people are brought to. The connection is as it came in: nothing of it has been read. */
export type Host = (door: DoorName, connection: Socket) => void;

export interface Porter {
  readonly urls: Urls;
  /** Brings everybody there from now on, and first whoever waits. */
  bringTo(host: Host): void;
  /** Whoever comes to these doors waits. */
  hold(...doors: readonly DoorName[]): void;
  close(): void;
}

/** Everybody waits at first. Rejects with PortTaken. */
export async function openPorter(ports: Required<Ports>): Promise<Porter> {
  const entrances = {
    api: await openEntrance("api", ports.api, "API_PORT"),
    console: await openEntrance("console", ports.console, "CONSOLE_PORT"),
    aws: await openEntrance("aws", ports.aws, "AWS_PORT"),
  };
  const all = Object.values(entrances);
  return {
    urls: { api: entrances.api.url, console: entrances.console.url, aws: entrances.aws.url },
    bringTo(host) {
      for (const entrance of all) entrance.bringTo(host);
    },
    hold(...doors) {
      for (const door of doors) entrances[door].hold();
    },
    close() {
      for (const entrance of all) entrance.close();
    },
  };
}

async function openEntrance(door: DoorName, port: number, setting: string) {
  const waiting: Socket[] = [];
  const keep: Host = (_, connection) => void waiting.push(connection);
  let host = keep;
  const server = createServer({ pauseOnConnect: true }, (connection) => {
    // Whoever gives up while waiting is noticed by the host.
    connection.on("error", () => {});
    host(door, connection);
  });
  return {
    url: await listening(server, port, setting),
    bringTo(next: Host) {
      host = next;
      for (const connection of waiting.splice(0)) next(door, connection);
    },
    hold() {
      host = keep;
    },
    close() {
      server.close();
      for (const connection of waiting) connection.destroy();
    },
  };
}
