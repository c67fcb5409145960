/** What functions say of their work: to whoever reads a log, and to alarms and the dashboard. Never of whom. */

export interface Report {
  info(message: string, fields: Record<string, string | number>): void;
  warn(message: string, fields: Record<string, string | number>): void;
  /** Adds one to a metric that an alarm or the dashboard watches; `of` tells one kind of it from another: each is paid for. */
  count(metric: Metric, of?: Readonly<Record<string, string>>): void;
  /** Adds one value to a distribution that the dashboard shows; `of` as with counts. */
  measure(measure: Measure, value: number, of?: Readonly<Record<string, string>>): void;
}

/** A lead's total score, whenever it has become another; and how many leads are in a stage, once a day. */
export type Measure = "LeadScore" | "LeadsInStage";

export type Metric =
  | "LeadCaptured"
  | "StageEntered"
  | "PostTrapped"
  | "PostTooFast"
  | "PostOverLimit"
  | "PostFromElsewhere"
  | "TouchSent"
  | "TouchRefused"
  | "TouchFailed"
  | "TouchUnknown"
  | "MailNotKept"
  | "TaskAsked"
  | "NobodyAsked"
  | "HandoffTold"
  | "NobodyTold"
  | "NobodyFree"
  | "SalesSilent"
  | "DigestSent"
  | "DigestFailed"
  | "EventOfUnknownLead"
  | "EventOfUnknownType"
  | "CampaignStopped"
  | "ActivityRecorded"
  | "ActivityOfUnknownLead"
  | "LeadSwept"
  | "SweepFailed"
  | "NotAnnounced"
  | "Trouble";
