import type { Urls } from "./program.ts";

/** For a person who has never seen Ripen: where they are in time, and three things to do, in order. */
export function greeting({ api, console, aws }: Urls, now: number, state: string): string {
  return `
Ripen is running on this machine alone: no mail and no message leaves it.

It is ${day(now)} here. Time runs at its usual speed until you move it.

  1. Fill in the form                    ${console}/
  2. Read the mail that comes at once    ${console}/mailbox
     follow its links, open it, bounce it, reply to it
  3. Let days or months pass             ${console}/clock
     and see who ripens                  ${console}/leads
     and what sales is told              ${console}/sales-inbox

Your own forms can post to ${api}/leads, the AWS SDK and CLI can look behind
the scenes at ${aws}. Everything is kept in ${state}, until
\`npm start -- --fresh\`. Ctrl-C ends it; sleeping leads go on when you come back.
`;
}

const day = (at: number) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" })
    .format(at)
    .replace(" at ", ", ")
    .concat(" UTC");
