/** What the template says about sending: who may, and where the events of each configuration set go. */
export interface SesSettings {
  readonly region: string;
  readonly account: string;
  /** Domains and addresses, lower-cased, each with the configuration set that its mail takes when none is named. */
  readonly identities: ReadonlyMap<string, string | undefined>;
  readonly configurationSets: ReadonlyMap<string, ConfigurationSet>;
}

export interface ConfigurationSet {
  readonly name: string;
  readonly suppressedReasons: ReadonlySet<string>;
  readonly destinations: readonly EventDestination[];
}

export interface EventDestination {
  readonly topicArn: string;
  /** As in the template: `send`, `delivery`, `open`, `click`, `renderingFailure`, … */
  readonly types: ReadonlySet<string>;
}

/** Whether anybody watches this kind of event: only then are links rewritten or a pixel appended. */
export function watches(set: ConfigurationSet | undefined, type: string): boolean {
  return set?.destinations.some((destination) => destination.types.has(type)) ?? false;
}

/** `Nora <nora@acme.com>` → `nora@acme.com`. */
export const addressOf = (mailbox: string) => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();

/** The verified identity that lets this sender send: the address itself, its domain, or a parent domain. */
export function identityOf(settings: SesSettings, from: string): string | undefined {
  const address = addressOf(from).toLowerCase();
  const labels = address.slice(address.indexOf("@") + 1).split(".");
  const domains = labels.map((_, n) => labels.slice(n).join("."));
  return [address, ...domains].find((identity) => settings.identities.has(identity));
}
