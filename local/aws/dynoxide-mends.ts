/** What dynoxide 1.2.1 lacks, added from outside. */
import { DatabaseSync } from "node:sqlite";

/**
 * It numbers a stream's next record, and finds the next to read, by looking at all there are: after 4,000 imported leads
 * a write took 30 ms, after 50,000 half a second. With these it takes 1 ms throughout.
 */
export function indexStreams(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec(`
      CREATE INDEX IF NOT EXISTS ripen_newest_record
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS ripen_next_record
        ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
    `);
  } finally {
    database.close();
  }
}
