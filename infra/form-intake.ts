import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PublicApi } from "./public-api.ts";
import type { Settings } from "./settings.ts";

/** A form post becomes a lead. */
export class FormIntake extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { settings, table, keys, api }: { settings: Settings; table: LeadTable; keys: Keys; api: PublicApi },
  ) {
    super(scope, id);
    const capture = new LeadFunction(this, "Capture", {
      settings,
      name: "capture-lead",
      decides: true,
      timeout: Duration.seconds(15),
      environment: {
        TABLE_NAME: table.name,
        ID_SECRET_ARN: keys.ids.secretArn,
        THANK_YOU_URLS: JSON.stringify(settings.thankYouUrls),
        DEFAULT_TIME_ZONE: settings.defaultTimeZone,
      },
    });
    table.grantDecide(capture);
    keys.grantDeriveIds(capture);
    api.route(capture, "/leads");
  }
}
