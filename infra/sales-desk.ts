import { Duration, Validations } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PeopleTopic } from "./people-topic.ts";
import type { PublicApi } from "./public-api.ts";
import type { Settings } from "./settings.ts";

interface SalesDeskProps {
  readonly settings: Settings;
  readonly table: LeadTable;
  readonly keys: Keys;
  readonly api: PublicApi;
  readonly sales: PeopleTopic;
}

/** What people of sales work with beside the single hand-off: everybody's own page, and the list that they get in the morning. */
export class SalesDesk extends Construct {
  constructor(scope: Construct, id: string, { settings, table, keys, api, sales }: SalesDeskProps) {
    super(scope, id);
    const common = {
      settings,
      decides: true,
      environment: {
        TABLE_NAME: table.name,
        LINK_SECRET_ARN: keys.links.secretArn,
        API_URL: api.url,
        DEFAULT_TIME_ZONE: settings.defaultTimeZone,
        SALES_TOPIC_ARN: sales.topic.topicArn,
      },
    };
    const mine = new LeadFunction(this, "Mine", {
      ...common,
      name: "manage-my-leads",
      timeout: Duration.seconds(15),
    });
    const digests = new LeadFunction(this, "Digests", {
      ...common,
      name: "send-digests",
      // Ends before the next begins.
      timeout: Duration.minutes(10),
    });
    table.grantHandOver(mine);
    table.grantTellOfDay(digests);
    for (const each of [mine, digests]) {
      keys.grantSignLinks(each);
      sales.grantTell(each);
    }
    api.route(mine, "/desk/{token}");
    // Everybody's hour is a full or a half one of their own clock, and most clocks differ by halves.
    const schedule = new Rule(this, "Schedule", {
      description: "Tells everybody of sales what their leads wait for, at their own hour.",
      schedule: Schedule.rate(Duration.minutes(30)),
      targets: [new LambdaFunction(digests.lambda, { retryAttempts: 0 })],
    });
    Validations.of(schedule).acknowledge({
      id: "Serverless-EventBusDLQ",
      reason:
        "A tick that went astray is worth no queue: the next comes after half an hour, and the day's list is claimed by who sends it.",
    });
  }
}
