/** Stories: a line in memory, and the verbs in which people and machines act on it. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerHandoff } from "../../functions/answer-handoff.ts";
import { captureLead } from "../../functions/capture-lead.ts";
import { manageSubscription } from "../../functions/manage-subscription.ts";
import { API_URL } from "../../local/memory/memory-world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { type LineOptions, NurtureLine } from "../../local/memory/nurture-line.ts";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import { isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import { after, type Span } from "../../workflows/rules/time.ts";
import { campaign } from "./campaign.ts";

/** A Monday morning. */
export const MONDAY = Date.parse("2026-11-23T09:00:00Z");

/** A lead that starts at 50 points: one click from ripe. */
export const FITTING = { email: "zoe@dairy.example", name: "Zoë Müller", company: "Dairy Süd", employees: "200", consent: "yes" };

export type Answer = APIGatewayProxyStructuredResultV2;

export function story(options: Partial<LineOptions> = {}): Story {
  return new Story(new NurtureLine({ campaigns: () => [campaign()], start: MONDAY, ...options }));
}

export class Story {
  readonly line: NurtureLine;

  constructor(line: NurtureLine) {
    this.line = line;
  }

  get mails(): readonly SentMail[] {
    return this.line.mail.sent;
  }

  get notices() {
    return this.line.sales.notices;
  }

  /** The names of the touches sent to a lead, in order. */
  touches(email: string = FITTING.email): readonly string[] {
    return this.mails.filter((mail) => mail.to.toLowerCase() === email.toLowerCase()).map((mail) => mail.tags.touchId.split("_")[2] ?? "");
  }

  /** Posts the form as JSON, and lets come of it what comes at once. */
  async posts(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    const answer = await this.postsUnsettled(fields);
    await this.line.settle();
    return answer;
  }

  postsUnsettled(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.call(captureLead, "ANY /leads", "POST", "", { "content-type": "application/json" }, JSON.stringify(fields));
  }

  async passes(span: Span): Promise<void> {
    await this.line.liveUntil(after(this.line.clock.now(), span, "Europe/Dublin"));
  }

  async clicks(mail: SentMail | undefined = this.mails.at(-1), link = "https://www.orchard-cold-chain.example/guide"): Promise<void> {
    if (mail) this.line.tell(mail, { eventType: "Click", link });
    await this.line.settle();
  }

  async bounces(mail: SentMail | undefined = this.mails.at(-1)): Promise<void> {
    if (mail) this.line.tell(mail, { eventType: "Bounce", bounceType: "Permanent" });
    await this.line.settle();
  }

  /** Follows a link of ours: GET shows, POST acts. */
  async follows(url: string | undefined, method: "GET" | "POST" | "HEAD" = "GET", fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { pathname } = new URL(url ?? "");
    const [, door = "", token = ""] = pathname.split("/");
    const make = door === "handoffs" ? answerHandoff : manageSubscription;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await this.call(make, `ANY /${door}/{token}`, method, token, headers, new URLSearchParams(fields).toString());
    await this.line.settle();
    return answer;
  }

  unsubscribes(mail: SentMail | undefined = this.mails.at(-1)): Promise<Answer> {
    return this.follows(unsubscribeLink(mail), "POST", { "List-Unsubscribe": "One-Click" });
  }

  /** The link to answer with that the newest notification carries. */
  get handoffLink(): string {
    return /https:\/\/\S+\/handoffs\/[^\s?]+/.exec(this.notices.at(-1)?.text ?? "")?.[0] ?? "";
  }

  async life(email: string = FITTING.email): Promise<Life> {
    return this.line.leads.read(await this.line.world.identity.leadId(email));
  }

  async lead(email: string = FITTING.email): Promise<Known> {
    const life = await this.life(email);
    if (!isKnown(life)) throw new Error(`${email} is no lead`);
    return life;
  }

  private async call(make: (world: NurtureLine["world"]) => never | unknown, routeKey: string, method: string, token: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const handler = make(this.line.world) as Parameters<typeof invoking>[0];
    const event = httpEvent(this.line.clock.now(), routeKey, method, token, headers, body);
    return (await invoking(handler)(event)) as Answer;
  }
}

export function unsubscribeLink(mail: SentMail | undefined): string {
  return /<([^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
}

function httpEvent(at: number, routeKey: string, method: string, token: string, headers: Record<string, string>, body: string): Partial<APIGatewayProxyEventV2> {
  return {
    version: "2.0",
    routeKey,
    rawPath: routeKey.replace("ANY ", "").replace("{token}", token),
    rawQueryString: "",
    headers,
    ...(token === "" ? {} : { pathParameters: { token } }),
    requestContext: {
      http: { method, path: "/", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "story" },
      timeEpoch: at,
      domainName: new URL(API_URL).hostname,
    } as APIGatewayProxyEventV2["requestContext"],
    body,
    isBase64Encoded: false,
  };
}
