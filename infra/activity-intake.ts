import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PublicApi } from "./public-api.ts";
import type { Settings } from "./settings.ts";

/** The company's own systems tell what leads did elsewhere: website, webinars, CRM. */
export class ActivityIntake extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { settings, table, keys, api }: { settings: Settings; table: LeadTable; keys: Keys; api: PublicApi },
  ) {
    super(scope, id);
    const record = new LeadFunction(this, "Record", {
      settings,
      name: "record-activity",
      decides: true,
      // A hundred activities of one lead are a hundred writes, one after the other. The API gives up after 30 seconds.
      timeout: Duration.seconds(29),
      environment: {
        TABLE_NAME: table.name,
        ID_SECRET_ARN: keys.ids.secretArn,
        DEFAULT_TIME_ZONE: settings.defaultTimeZone,
      },
    });
    table.grantHandOver(record);
    keys.grantDeriveIds(record);
    api.routeSigned(record, "/activities");
  }
}
