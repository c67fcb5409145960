/** What the laptop tells about itself, over its own pages. */
import type { Urls } from "./laptop-process.ts";

export interface Mail {
  readonly messageId: string;
  readonly to: string;
  readonly sentAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly leadId: string | null;
  readonly touchId: string | null;
}

export interface TouchSeen {
  readonly touchId: string;
  readonly name: string;
  readonly status: "claimed" | "sent" | "refused" | "failed" | "unknown";
  readonly claimedAt: string;
  readonly messageId?: string;
}

export interface LeadSeen {
  readonly lead: {
    readonly leadId: string;
    readonly address: string;
    readonly generation: number;
    readonly lifecycle: string;
    readonly because: string;
    readonly createdAt: string;
    readonly nextWakeAt?: string;
    readonly endedAt?: string;
    readonly trouble?: string;
  };
  readonly touches: readonly TouchSeen[];
  readonly handoffs: readonly { readonly status: string; readonly notifiedAt?: string }[];
  readonly executions: readonly { readonly name: string; readonly status: string; readonly state?: string }[];
  readonly needs: { readonly do: string; readonly because: string };
  readonly understood: { readonly zone: string };
}

export interface Notice {
  readonly message: string;
}

/** All there is to see at one moment. */
export interface View {
  readonly now: number;
  readonly mails: readonly Mail[];
  readonly leads: readonly LeadSeen[];
  readonly notices: readonly Notice[];
}

export async function look({ console: at }: Urls): Promise<View> {
  const leads = await get<readonly { leadId: string }[]>(`${at}/leads`);
  return {
    leads: await Promise.all(leads.map(({ leadId }) => get<LeadSeen>(`${at}/leads/${leadId}`))),
    mails: await get<readonly Mail[]>(`${at}/mailbox`),
    notices: await get<readonly Notice[]>(`${at}/sales-inbox`),
    now: await readClock(at),
  };
}

export async function readClock(console: string): Promise<number> {
  return Date.parse((await get<{ now: string }>(`${console}/clock`)).now);
}

/** Resolves to the instant reached, once nothing that was due on the way is left undone. */
export async function moveClock(
  { console: at }: Urls,
  how: { readonly advance: string } | { readonly to: string },
): Promise<number> {
  return Date.parse((await post<{ now: string }>(`${at}/clock`, how)).now);
}

export async function follow({ console: at }: Urls, messageId: string, link: number): Promise<void> {
  await post(`${at}/mailbox/${messageId}/click`, { link });
}

/** As a browser posts a form; resolves to the status. */
export async function submit(url: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const body = new URLSearchParams(fields);
  return (await ask(url, { method: "POST", body, redirect: "manual" })).status;
}

async function get<T>(url: string): Promise<T> {
  return read(url, { headers: { accept: "application/json" } });
}

async function post<T>(url: string, what: unknown): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  return read(url, { method: "POST", headers, body: JSON.stringify(what) });
}

async function read<T>(url: string, init: RequestInit): Promise<T> {
  const { status, text } = await ask(url, init);
  if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/** A laptop that hangs is a miss, not an endless test: no move here takes as long. */
const MOST_PATIENCE = 60_000;

async function ask(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(MOST_PATIENCE) });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new Error(`${url} gave no answer to ${init.body ?? "a look"}: ${cause}`, { cause });
  }
}
