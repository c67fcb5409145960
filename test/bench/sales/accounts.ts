/**
 * Whether claims hold: a company keeps its person (the file's word, else whoever accepted one of its leads last, and before
 * that whoever was given the first), and a lead goes back to whoever has dealt with it.
 */
import type { Desk } from "../../../workflows/rules/desk.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import { FIXED } from "./desk.ts";
import type { Giving } from "./giving.ts";

export class Accounts {
  /** Gifts to the person of the lead's company. */
  kept = 0;
  /** Gifts to others, by why its person could not have it. */
  readonly exceptions = new Map<string, number>();
  /** Gifts that passed over somebody with a claim, or that were nobody's turn and nobody's claim. */
  readonly broken: string[] = [];
  private readonly owners = new Map<string, string>();
  private readonly keys: ReadonlyMap<string, string>;

  constructor({ people }: Desk) {
    this.keys = new Map(Object.entries(people).map(([key, { email }]) => [email, key]));
  }

  gave(giving: Giving): void {
    const { life, to, whyNot } = giving;
    const domain = companyOf(life);
    const [fixed, earned] = [FIXED[domain ?? ""], this.owners.get(domain ?? "")];
    const owner = fixed ?? earned;
    const claims = [fixed, ...this.dealtWith(giving), earned].filter((key) => key !== undefined);
    this.judge(giving, claims);
    if (domain !== undefined && !this.owners.has(domain)) this.owners.set(domain, to);
    if (owner === undefined) return;
    if (owner === to) this.kept++;
    else this.except(whyNot(owner) ?? "another has dealt with the lead");
  }

  private judge({ life, to, isTurn, whyNot }: Giving, claims: readonly string[]): void {
    const right = claims.find((key) => whyNot(key) === undefined);
    if (right === undefined ? isTurn : right === to) return;
    this.broken.push(`${life.leadId} went to ${to}; a claim to it had ${claims.join(", ") || "nobody"}`);
  }

  accepted(life: Known, by: string): void {
    const domain = companyOf(life);
    if (domain !== undefined) this.owners.set(domain, by);
  }

  /** Whoever answered for the lead last, and whoever accepted it last. */
  private dealtWith({ life, handoff }: Giving): readonly (string | undefined)[] {
    const earlier = life.handoffs.filter(({ n, answeredBy }) => n < handoff.n && answeredBy !== undefined);
    return [earlier.at(-1)?.to, this.keys.get(life.lead.owner?.address ?? "")];
  }

  private except(because: string): void {
    this.exceptions.set(because, (this.exceptions.get(because) ?? 0) + 1);
  }
}

function companyOf({ lead }: Known): string | undefined {
  const domain = lead.address.slice(lead.address.lastIndexOf("@") + 1);
  return domain === "gmail.com" ? undefined : domain;
}
