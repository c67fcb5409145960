/** The mail service sends for the sender's domain alone: who else a campaign claims to be is refused before anything deploys. */
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import { readSender } from "../workflows/rules/sender.ts";
import { domainOf } from "./setting-forms.ts";
import { SettingRefused } from "./setting-refused.ts";

/** `sender` as in the settings; throws SettingRefused, a line for each mail that would be refused on every send. */
export function refuseForeignSenders(campaigns: readonly RunningCampaign[], sender: string): void {
  const ours = domainOf(sender);
  const faults = campaigns.flatMap(({ name, send, mails }) => {
    const said: [string, string | undefined][] = [
      [`${name}/campaign.yaml: send.from`, send.from],
      ...Object.entries(mails).map(([mail, { from }]): [string, string | undefined] => [
        `${name}, the mail "${mail}": from`,
        from,
      ]),
    ];
    return said.flatMap(([where, from]) => {
      const address = from === undefined ? undefined : readSender(from)?.address;
      return address === undefined || domainOf(address) === ours ? [] : [`${where} is ${address}`];
    });
  });
  if (faults.length === 0) return;
  throw new SettingRefused(
    `${faults.join("; ")}: the stack sends for ${ours} only, the domain of \`sender\` in cdk.json. Write an address of it, or a name alone.`,
  );
}
