/** What each of the three addresses answers. */
import { getRequestListener } from "@hono/node-server";
import type { Assembled } from "./assemble.ts";
import { type Door, doorAt } from "./aws/serve.ts";
import { readCall, writeAnswer } from "./aws/wire.ts";
import { consoleApp } from "./console/app.ts";
import { httpApi } from "./http-api.ts";
import type { Urls } from "./program.ts";
import { uuidOf } from "./random.ts";

export interface Doors {
  readonly api: Door;
  readonly console: Door;
  readonly aws: Door;
}

/** Doors that listen nowhere: whoever comes to these addresses is brought to them. */
export const doorsAt = ({ api, console, aws }: Urls): Doors => ({
  api: doorAt(api),
  console: doorAt(console),
  aws: doorAt(aws),
});

export function openDoors(doors: Doors, assembled: Assembled, account: string) {
  const { api, lambda, sources, now, aws } = assembled;
  const requestId = uuidOf(Math.random);
  doors.aws.open((request, response) => {
    if (isForeign(request.headers.origin)) return void response.writeHead(403).end();
    void readCall(request)
      .then(async (call) => writeAnswer(response, await aws(call), requestId()))
      .catch(() => response.destroy());
  });
  doors.console.open(getRequestListener(consoleApp(sources).fetch));
  if (api !== undefined) doors.api.open(httpApi({ api, account, url: doors.api.url, now, lambda }));
}

/** A page of some website, open in a browser on this machine, has no business at the AWS endpoint. */
const isForeign = (origin: string | undefined) =>
  origin !== undefined && !["127.0.0.1", "localhost"].includes(URL.parse(origin)?.hostname ?? "");
