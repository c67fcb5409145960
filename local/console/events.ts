/** `/events`: a line to every open page, on which it hears that it should look again. */
import { setTimeout as sleep } from "node:timers/promises";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

/** A month's move writes a hundred times; looking four times a second shows it all. */
const CALM = 250;
/** Without any news the time in the top bar is still a minute older. */
const AT_LEAST_EVERY = 60_000;
/** A laptop that starts over is back within a second. */
const RETRY = 500;

export function eventsPage(sources: LaptopSources): Handler {
  return (c) => {
    if (c.req.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
    const response = streamSSE(c, (stream) => tellOfChanges(stream, sources));
    // The line is no use afterwards: kept alive, it would hold up a laptop that stops.
    response.headers.set("Connection", "close");
    return response;
  };
}

async function tellOfChanges(stream: SSEStreamingApi, { changes }: LaptopSources): Promise<void> {
  const line = { isOpen: true, hasNews: false, wake: () => {} };
  const close = () => {
    line.isOpen = false;
    line.wake();
  };
  const hear = () => {
    line.hasNews = true;
    line.wake();
  };
  const stopListening = changes.listen({ changed: hear, ended: close });
  stream.onAbort(close);
  await stream.writeSSE({ event: "listening", data: changes.mark, retry: RETRY });
  while (line.isOpen) {
    if (!line.hasNews) await untilWoken(line);
    if (!line.isOpen) break;
    const event = line.hasNews ? "change" : "minute";
    line.hasNews = false;
    await stream.writeSSE({ event, data: changes.mark });
    await sleep(CALM);
  }
  stopListening();
}

function untilWoken(line: { wake: () => void }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, AT_LEAST_EVERY);
    timer.unref();
    line.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
