/** Settings that are each well formed, and can't stand beside one another. */
import { domainOf } from "./setting-forms.ts";
import { isProduction, type SettingName, Settings } from "./settings.ts";

/** `told` follows the setting's name: what is wrong, and what would be right. */
export interface Fault {
  readonly name: string;
  readonly told: string;
}

type Given = Partial<Record<SettingName, unknown>>;

/** Faults under the setting to change; one that is malformed by itself is as if it weren't there. */
export function discord(given: Given): readonly Fault[] {
  const settings = wellFormed(given);
  return [removalOf(settings), mailFromOf(settings), domainOfApi(settings)].flat();
}

type WellFormed = Partial<Settings>;

function wellFormed(given: Given): WellFormed {
  const read = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const { success, data } = schema.safeParse(given[name as SettingName]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(read);
}

function removalOf({ stage, removal }: WellFormed): readonly Fault[] {
  if (removal !== "delete" || stage === undefined || !isProduction(stage)) return [];
  const told = `can't be "delete" on stage "${stage}"; it should be "keep", since real leads live on stages that begin with prod or live.`;
  return [{ name: "removal", told }];
}

function mailFromOf({ sender, identity, mailFrom }: WellFormed): readonly Fault[] {
  if (mailFrom === undefined || sender === undefined) return [];
  if (identity === "existing") {
    const told = `can't be set beside identity "existing"; leave it out, since whoever made the identity says where its bounces go.`;
    return [{ name: "mailFrom", told }];
  }
  if (mailFrom.endsWith(`.${domainOf(sender)}`)) return [];
  return [
    { name: "mailFrom", told: `can't be "${mailFrom}"; it should be a subdomain of ${domainOf(sender)}.` },
  ];
}

/** A regional API takes a certificate of its own region, CloudFront one of us-east-1. */
function domainOfApi({ domain, region, sender, mailFrom }: WellFormed): readonly Fault[] {
  if (domain === undefined) return [];
  const { name, certificateArn, webAclArn } = domain;
  const wanted = webAclArn === undefined ? region : "us-east-1";
  const own = certificateArn.split(":")[3];
  const faults: string[] = [];
  if (wanted !== undefined && own !== wanted) {
    const why =
      webAclArn === undefined ? "the stack's region" : "where CloudFront looks, since a web ACL is set";
    faults.push(`has a certificate of ${own}; it should be one of ${wanted}, ${why}.`);
  }
  const bounces = mailFrom ?? (sender === undefined ? undefined : `mail.${domainOf(sender)}`);
  if (name === bounces)
    faults.push(`can't be "${name}"; it should be another name, since that one takes SES's bounces.`);
  return faults.map((told) => ({ name: "domain", told }));
}
