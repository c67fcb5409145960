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
  const response = await fetch(url, { method: "POST", body, redirect: "manual", signal: soon() });
  await response.arrayBuffer();
  return response.status;
}

async function get<T>(url: string): Promise<T> {
  return read(await fetch(url, { headers: { accept: "application/json" }, signal: soon() }), url);
}

async function post<T>(url: string, what: unknown): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(what), signal: soon() });
  return read(response, url);
}

async function read<T>(response: Response, url: string): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/** Longer than any move takes, so that a laptop that hangs is a miss and not an endless test. */
const soon = () => AbortSignal.timeout(60_000);
