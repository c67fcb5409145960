/** Four leads that one salesperson has to look after, and what is pressed on the page that lists them. */
import { FITTING, type Story } from "./line.ts";
import { office, openFrom } from "./selling.ts";

export const MONDAY = "2026-11-23T10:00:00Z";
export const DAY = 86_400_000;
export const LEADS = ["zoe", "una", "max", "lea"].map((name) => ({
  ...FITTING,
  email: `${name}@${name}-farm.example`,
  name,
}));

export const linkOf = ({ line, now }: Story, person: string, days = 30) =>
  line.world.links.deskUrl({ person, expiresAt: now + days * DAY });

/** Four leads of Tom's, ripe on Monday at ten. */
export async function four(
  desk = () => office({ pools: [{ name: "europe", people: ["tom"] }] }),
): Promise<Story> {
  const told = openFrom(MONDAY, desk);
  for (const lead of LEADS) {
    await told.posts(lead);
    await told.attends(lead.email);
  }
  return told;
}

export async function handoffOf(told: Story, name: string) {
  const { leadId, handoffs } = await told.lead(`${name}@${name}-farm.example`);
  return { leadId, handoff: handoffs.at(-1) };
}

/** Tom presses a button at one lead of his list. */
export async function presses(told: Story, name: string, fields: Record<string, string>, person = "tom") {
  const { leadId, handoff } = await handoffOf(told, name);
  return told.follows(await linkOf(told, person), "POST", { leadId, n: String(handoff?.n), ...fields });
}
