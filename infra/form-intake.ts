import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PublicApi } from "./public-api.ts";
import type { Settings } from "./settings.ts";

/** A form post becomes a lead, if the door lets it in. */
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
        LINK_SECRET_ARN: keys.links.secretArn,
        FORM_RULES: JSON.stringify(rulesOf(settings, api)),
      },
    });
    table.grantDecide(capture);
    table.grantCountPosts(capture);
    keys.grantDeriveIds(capture);
    // A form's stamp says when it was shown, signed like a link.
    keys.grantSignLinks(capture);
    api.route(capture, "/leads", "/leads/stamp");
  }
}

/** Our own page, on which a form is corrected, names itself as the API does; behind a front it can't tell. */
function rulesOf({ allowedOrigins, formStamp, formLimits, domain }: Settings, { proof, url }: PublicApi) {
  const rules = { stamp: formStamp, limits: formLimits };
  if (proof === undefined) return { origins: allowedOrigins, ...rules };
  return { origins: [...allowedOrigins, url], ...rules, front: proof, frontOnly: domain?.frontOnly };
}
