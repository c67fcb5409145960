/** What fauxqs 2.4.1 gets wrong when its process is killed, a message comes back early or a list has pages, put right from outside. */
import type { DatabaseSync } from "node:sqlite";
import type { Queue, Stores } from "./sns-sqs.ts";

export interface Persistence {
  readonly db: DatabaseSync;
  updateMessageReady(messageId: string): void;
  load(sqs: Stores["sqsStore"], sns: Stores["snsStore"], s3: Stores["s3Store"]): void;
  close(): void;
}

/** It writes a null into a column that takes none when a message is made visible again before its time. */
export function mendChangeOfVisibility(persistence: Persistence) {
  const makeReady = persistence.db.prepare(
    "UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?",
  );
  persistence.updateMessageReady = (messageId) => void makeReady.run(messageId);
}

/** It deletes a message here and inserts it among the dead letters there: a kill in between would lose it. */
export function mendDeadLetters({ sqsStore }: Stores, { db }: Persistence) {
  const { createQueue } = sqsStore;
  sqsStore.createQueue = (...parameters) => receivingAtOnce(createQueue.apply(sqsStore, parameters), db);
  for (const queue of sqsStore.allQueues()) receivingAtOnce(queue, db);
}

function receivingAtOnce(queue: Queue, db: DatabaseSync): Queue {
  const { dequeue } = queue;
  queue.dequeue = (...parameters) => {
    db.exec("BEGIN");
    try {
      const messages = dequeue.apply(queue, parameters);
      db.exec("COMMIT");
      return messages;
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  };
  return queue;
}

/** It sorts keys as people do and pages by their bytes, as S3 does both: a second page skipped some and told others twice. */
export function mendPages({ s3Store }: Stores) {
  const listObjects = s3Store.listObjects.bind(s3Store);
  s3Store.listObjects = (bucket, options = {}) => {
    if (options.delimiter !== undefined) return listObjects(bucket, options);
    const { prefix, maxKeys = 1_000, startAfter, marker } = options;
    const from = startAfter || marker || "";
    const all = listObjects(bucket, { ...(prefix ? { prefix } : {}), maxKeys: Number.POSITIVE_INFINITY });
    const left = all.objects.filter(({ key }) => key > from).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { ...all, objects: left.slice(0, maxKeys), isTruncated: left.length > maxKeys };
  };
}
