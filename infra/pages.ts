import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { PublicApi } from "./public-api.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Settings } from "./settings.ts";

interface PagesProps {
  readonly settings: Settings;
  readonly table: LeadTable;
  readonly keys: Keys;
  readonly api: PublicApi;
  readonly sentMails: SentMails;
}

/** The pages behind the links in mails and notifications: GET shows, POST acts. */
export class Pages extends Construct {
  constructor(scope: Construct, id: string, { settings, table, keys, api, sentMails }: PagesProps) {
    super(scope, id);
    const common = {
      TABLE_NAME: table.name,
      LINK_SECRET_ARN: keys.links.secretArn,
      DEFAULT_TIME_ZONE: settings.defaultTimeZone,
    };
    const timeout = Duration.seconds(15);
    const handoff = new LeadFunction(this, "Handoff", {
      settings,
      name: "answer-handoff",
      decides: true,
      timeout,
      environment: common,
    });
    const subscription = new LeadFunction(this, "Subscription", {
      settings,
      name: "manage-subscription",
      decides: true,
      timeout,
      // Its pages lead on to the preferences.
      environment: {
        ...common,
        // Proofs name the visitor's address.
        ...(api.proof === undefined ? {} : { FORM_RULES: JSON.stringify({ front: api.proof }) }),
        API_URL: api.url,
        SENDER: settings.sender,
        POSTAL_ADDRESS: settings.postalAddress,
      },
    });
    const task = new LeadFunction(this, "Task", {
      settings,
      name: "report-task",
      decides: true,
      timeout,
      environment: { ...common, SENDER: settings.sender, POSTAL_ADDRESS: settings.postalAddress },
    });
    const question = new LeadFunction(this, "Question", {
      settings,
      name: "answer-question",
      decides: true,
      timeout,
      environment: common,
    });
    // Whoever wants no contact takes its lead off the list of the salesperson who has it.
    for (const page of [handoff, subscription]) table.grantHandOver(page);
    for (const page of [task, question]) table.grantDecide(page);
    for (const page of [handoff, subscription, task, question]) keys.grantSignLinks(page);
    const dossier = new LeadFunction(this, "Dossier", {
      settings,
      name: "show-dossier",
      decides: true,
      timeout,
      environment: { ...common, SENT_MAILS_BUCKET: sentMails.name },
    });
    table.grantRead(dossier);
    keys.grantSignLinks(dossier);
    sentMails.grantRead(dossier);
    api.route(dossier, "/dossiers/{token}");
    api.route(handoff, "/handoffs/{token}");
    api.route(task, "/tasks/{token}");
    api.route(question, "/questions/{token}");
    api.route(subscription, "/unsubscribe/{token}", "/confirm/{token}", "/preferences/{token}");
  }
}
