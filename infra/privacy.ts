import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PublicApi } from "./public-api.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Settings } from "./settings.ts";

interface PrivacyProps {
  readonly settings: Settings;
  readonly table: LeadTable;
  readonly keys: Keys;
  readonly api: PublicApi;
  readonly sentMails: SentMails;
}

// The API gives up after 30 seconds.
const timeout = Duration.seconds(29);

/** A person asks what is held of them, or to be forgotten: for whoever of the account may invoke just these two routes. */
export class Privacy extends Construct {
  constructor(scope: Construct, id: string, { settings, table, keys, api, sentMails }: PrivacyProps) {
    super(scope, id);
    const common = {
      settings,
      decides: true,
      timeout,
      environment: {
        TABLE_NAME: table.name,
        ID_SECRET_ARN: keys.ids.secretArn,
        DEFAULT_TIME_ZONE: settings.defaultTimeZone,
        SENT_MAILS_BUCKET: sentMails.name,
      },
    };
    const exporting = new LeadFunction(this, "Export", { ...common, name: "export-person" });
    const erasing = new LeadFunction(this, "Erase", { ...common, name: "erase-person" });
    table.grantRead(exporting);
    table.grantLookUp(exporting);
    sentMails.grantList(exporting);
    sentMails.grantRead(exporting);
    table.grantHandOver(erasing);
    sentMails.grantErase(erasing);
    for (const each of [exporting, erasing]) keys.grantDeriveIds(each);
    api.routeSigned(exporting, "/admin/export");
    api.routeSigned(erasing, "/admin/erase");
  }
}
