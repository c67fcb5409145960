/** The mails as they stand on disk: the laptop can't be asked when it is busy, or dead. */
import { DatabaseSync } from "node:sqlite";

export interface Stored {
  readonly count: number;
  /** The newest one's instant, in milliseconds; 0 without any. */
  readonly newest: number;
}

export function storedMails(state: string): Stored {
  const database = new DatabaseSync(`${state}/ripen.sqlite`, { readOnly: true });
  try {
    const row = database.prepare("SELECT count(*) AS count, max(sent_at) AS newest FROM mails").get();
    return { count: Number(row?.["count"] ?? 0), newest: Number(row?.["newest"] ?? 0) };
  } finally {
    database.close();
  }
}
