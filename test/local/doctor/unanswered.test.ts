/** What the doctor says where it isn't AWS that answers, or nobody at all. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { unanswered } from "../../../local/doctor/unanswered.ts";
import { saidAt } from "./examined.ts";

const unknown = (words: string) => words.split("\n").filter((line) => line.startsWith("unknown "));
const MEND = "→ see that AWS answers where AWS_ENDPOINT_URL says, or unset it";

test.each([200, 404])(
  "a web page that answers with %i is told so, in the same words by every check",
  async (status) => {
    const { endpoint, close } = await webPage(status);
    try {
      const { words, code } = await saidAt(endpoint);
      expect(code).toBe(2);
      expect(words).toContain(
        `The stack ripen-prod in eu-west-1, asked at ${endpoint} (AWS_ENDPOINT_URL):\n`,
      );
      const [last, ...each] = unknown(words).toReversed();
      expect(last).toMatch(/Until the stack can be seen/);
      expect(each.length).toBeGreaterThan(8);
      for (const line of each)
        expect(line).toMatch(
          new RegExp(`look at [^:]+: what answers at ${endpoint} doesn't answer as AWS does\\. ${MEND}$`),
        );
      expect(words).not.toContain("isn't deployed");
    } finally {
      close();
    }
  },
);

test("where nothing answers, that is said, and where it was asked", async () => {
  const { endpoint, close } = await webPage(200);
  close();
  const { words, code } = await saidAt(endpoint);
  expect(code).toBe(2);
  const [, ...each] = unknown(words).toReversed();
  expect(each.length).toBeGreaterThan(8);
  for (const line of each)
    expect(line).toMatch(
      new RegExp(`look at [^:]+: nothing answers at ${endpoint} \\([\\w ]+\\)\\. ${MEND}$`),
    );
});

test("a region that there isn't has no address, and the region is named in what mends", () => {
  const error = Object.assign(new Error("getaddrinfo ENOTFOUND sqs.eu-wset-1.amazonaws.com"), {
    code: "ENOTFOUND",
  });
  expect(unanswered(error, { region: "eu-wset-1" })).toEqual({
    why: "nothing answers in eu-wset-1 (ENOTFOUND)",
    mend: "see that eu-wset-1 is a region of AWS, and that this machine reaches it: aws sts get-caller-identity --region eu-wset-1",
  });
});

test("a laptop that ended meanwhile is to be started again", () => {
  const error = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  expect(unanswered(error, { region: "us-east-1", laptop: "http://127.0.0.1:4566" })).toEqual({
    why: "nothing answers at http://127.0.0.1:4566 (ECONNREFUSED)",
    mend: "see that the laptop still runs: npm start",
  });
});

async function webPage(status: number) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><title>Welcome</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, close };
}
