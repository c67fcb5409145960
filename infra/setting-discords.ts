/** Settings that are each well formed, and can't stand beside one another. */
import { domainOf } from "./setting-forms.ts";
import { isProduction, type SettingName, Settings } from "./settings.ts";

/** `told` follows the setting's name, and the key within it that is wrong: what is wrong, and what would be right. */
export interface Fault {
  readonly name: string;
  readonly key?: string;
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

type Domain = NonNullable<Settings["domain"]>;
type Within = Pick<Fault, "key" | "told">;

function domainOfApi({ domain, region, ...mail }: WellFormed): readonly Fault[] {
  if (domain === undefined) return [];
  const faults = [...certificates(domain, region), ...frontOf(domain), ...nameOfApi(domain, mail)];
  return faults.map((fault) => ({ name: "domain", ...fault }));
}

/** A regional API takes a certificate of its own region, CloudFront one of us-east-1. */
function certificates(domain: Domain, region: string | undefined): readonly Within[] {
  const { certificateArn, webAclArn, frontCertificateArn } = domain;
  const faults: Within[] = [];
  const own = regionOf(certificateArn);
  if (region !== undefined && own !== region) {
    const told = `is one of ${own}; it should be one of ${region}, the stack's region.`;
    faults.push({ key: "certificateArn", told });
  }
  const fronts = regionOf(frontCertificateArn ?? certificateArn);
  if (webAclArn !== undefined && fronts !== CLOUDFRONT) {
    const is = frontCertificateArn === undefined ? "is missing" : `is one of ${fronts}`;
    const told = `${is}; it should be one of ${CLOUDFRONT}, where CloudFront looks, since a web ACL is set.`;
    faults.push({ key: "frontCertificateArn", told });
  }
  return faults;
}

const CLOUDFRONT = "us-east-1";
const regionOf = (arn: string) => arn.split(":")[3];

function frontOf({ webAclArn, frontCertificateArn, frontOnly }: Domain): readonly Within[] {
  if (webAclArn !== undefined) return [];
  const alone = Object.entries({ frontCertificateArn, frontOnly }).filter(([, value]) => Boolean(value));
  const told = "can't be set without webAclArn, which is what puts a front there.";
  return alone.map(([key]) => ({ key, told }));
}

function nameOfApi({ name }: Domain, { sender, identity, mailFrom }: WellFormed): readonly Within[] {
  const mailed = sender === undefined ? undefined : domainOf(sender);
  const wrong = (right: string): readonly Within[] => [
    { key: "name", told: `can't be "${name}"; it should be ${right}.` },
  ];
  if (name === mailed) return wrong(`a subdomain, like "leads.${name}", since a bare domain takes no CNAME`);
  // Where those of an identity go that somebody else made, nobody says here.
  const bounces = identity === "existing" ? undefined : (mailFrom ?? `mail.${mailed}`);
  return name === bounces ? wrong("another name, since that one takes SES's bounces") : [];
}
