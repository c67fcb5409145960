/**
 * What AWS asks for what leads use: the list of November 2026 for us-east-1, without tax and without any free tier. The
 * only place where these prices stand; docs/costs.md says what is assumed where one rests on more than AWS's list.
 */

/** What a life, or many together, asked of AWS. */
export interface Counts {
  /** States entered, a task's further tries, and one for the end. */
  readonly transitions: number;
  /** Requests to the HTTP API: posts, pages, answers. */
  readonly requests: number;
  readonly mails: number;
  /** What SES tells of the mails: sent, delivered, opened, clicked. */
  readonly mailEvents: number;
  /** Notifications to sales. */
  readonly notices: number;
  /** Events of what happens to leads, put on the bus for other systems. */
  readonly busEvents: number;
  /** Of all Lambda functions. */
  readonly invocations: number;
  /** Units of 4 KB. */
  readonly reads: number;
  /** Units of 1 KB, those of the indexes included. */
  readonly writes: number;
  /** Of mails as they were sent, put into S3. */
  readonly copies: number;
}

export interface Service {
  readonly name: string;
  /** What is paid for, in words. */
  readonly what: string;
  readonly count: (counts: Counts) => number;
  /** Dollars per million. */
  readonly price: number;
}

export const SERVICES: readonly Service[] = [
  { name: "Step Functions", what: "transitions", count: ({ transitions }) => transitions, price: 25 },
  { name: "SES", what: "mails", count: ({ mails }) => mails, price: 100 },
  { name: "DynamoDB, writes", what: "units", count: ({ writes }) => writes, price: 0.625 },
  { name: "DynamoDB, reads", what: "units", count: ({ reads }) => reads, price: 0.125 },
  { name: "S3, copies of mails", what: "puts", count: ({ copies }) => copies, price: 5 },
  // 200 ms at 512 MB on arm64: $0.20 + 0.2 s × 0.5 GB × $13.33.
  { name: "Lambda", what: "invocations", count: ({ invocations }) => invocations, price: 1.53 },
  { name: "SNS, events", what: "events", count: ({ mailEvents }) => mailEvents, price: 0.5 },
  // Sent, received and deleted.
  { name: "SQS", what: "events × 3", count: ({ mailEvents }) => mailEvents * 3, price: 0.4 },
  // The notification, and two e-mails: to the shared inbox, and to whoever it is for.
  { name: "SNS, sales", what: "notices", count: ({ notices }) => notices, price: 0.5 + 40 },
  // Taken, and kept by the archive: $1, and half a kilobyte at $0.10 a gigabyte.
  { name: "EventBridge", what: "events", count: ({ busEvents }) => busEvents, price: 1.05 },
  { name: "API Gateway", what: "requests", count: ({ requests }) => requests, price: 1 },
  // A kilobyte each.
  {
    name: "Logs",
    what: "(invocations + requests)",
    count: ({ invocations, requests }) => invocations + requests,
    price: 0.5,
  },
];

/** In dollars; of all services where none are named. */
export const priceOf = (counts: Counts, services = SERVICES) =>
  services.reduce((sum, { count, price }) => sum + count(counts) * price, 0) / 1_000_000;

/** To the cent, as a bill has it: `$0.03`; what is less than a cent is `under $0.01`. */
export const inDollars = (dollars: number) => (dollars < 0.01 ? "under $0.01" : `$${dollars.toFixed(2)}`);
