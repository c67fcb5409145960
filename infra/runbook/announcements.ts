/** Whether other systems hear of leads. Nothing repairs what was not told, and no lead waits for it. */
import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Watched } from "../runbook.ts";
import { counted, type Watch } from "./watch.ts";

const period = Duration.minutes(5);

export function announcementWatches({ settings, functions, announcer }: Watched): readonly Watch[] {
  if (announcer === undefined) return [];
  return [
    {
      name: "AnnouncementsFallBehind",
      metric: functions("announce-leads").metric("IteratorAge", { period, statistic: Stats.MAXIMUM }),
      well: { atMost: Duration.hours(1).toMilliseconds() },
      lasts: true,
      rings: "other systems hear of leads, and who left is marked, more than an hour late",
      first:
        "Mostly the bus takes nothing, or the bucket no mark: announce-leads' log has the code. It is tried for 12 hours, then those events are given up. A restore asks the marks: wait with one until this is quiet, or run it again then.",
    },
    {
      name: "AnnouncementsGivenUp",
      metric: announcer.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
      well: { atMost: 0 },
      lasts: true,
      rings: "what happened to leads was not told, or who left not marked, for 12 hours",
      first:
        "Your other systems miss it, and a restore may miss who left. Mend what announce-leads' log says; the messages hold positions in the stream, good for 24 hours after the write. Then compare with `npm run report -- --stack ripen-<stage>`, and purge the queue.",
    },
    {
      name: "AnnouncementsUnreadable",
      metric: counted(settings, "NotAnnounced", "announce-leads", period),
      well: { atMost: 0 },
      rings: "a change of a lead could not be put into words for other systems",
      first:
        "It was left out, and the rest went on. announce-leads' log has the error's name: mostly an item written by a newer or an older release.",
    },
  ];
}
