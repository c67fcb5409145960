/** What was asked for can't be told: says why, and what would be right. */
export class ReportRefused extends Error {
  override readonly name = "ReportRefused";
}
