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
  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    const { settings, table, keys, api, sentMails } = props;
    const written = { SENDER: settings.sender, POSTAL_ADDRESS: settings.postalAddress };
    const handoff = this.page("Handoff", "answer-handoff", props);
    const subscription = this.page("Subscription", "manage-subscription", props, {
      // Proofs name the visitor's address.
      ...(api.proof === undefined ? {} : { FORM_RULES: JSON.stringify({ front: api.proof }) }),
      // Its pages lead on to the preferences.
      API_URL: api.url,
      SENT_MAILS_BUCKET: sentMails.name,
      ...written,
    });
    const task = this.page("Task", "report-task", props, written);
    const question = this.page("Question", "answer-question", props);
    // Whoever wants no contact takes its lead off the list of the salesperson who has it.
    for (const page of [handoff, subscription]) table.grantHandOver(page);
    for (const page of [task, question]) table.grantDecide(page);
    for (const page of [handoff, subscription, task, question]) keys.grantSignLinks(page);
    const dossier = this.page("Dossier", "show-dossier", props, { SENT_MAILS_BUCKET: sentMails.name });
    table.grantRead(dossier);
    keys.grantSignLinks(dossier);
    sentMails.grantRead(dossier);
    // Of whoever leaves while the table is lost.
    sentMails.grantMarkLeft(subscription);
    api.route(dossier, "/dossiers/{token}");
    api.route(handoff, "/handoffs/{token}");
    api.route(task, "/tasks/{token}");
    api.route(question, "/questions/{token}");
    api.route(subscription, "/unsubscribe/{token}", "/confirm/{token}", "/preferences/{token}");
  }

  /** `environment`: what it needs beside what all of them do. */
  private page(
    id: string,
    name: string,
    { settings, table, keys }: PagesProps,
    environment: Readonly<Record<string, string>> = {},
  ) {
    return new LeadFunction(this, id, {
      settings,
      name,
      decides: true,
      timeout: Duration.seconds(15),
      environment: {
        TABLE_NAME: table.name,
        LINK_SECRET_ARN: keys.links.secretArn,
        DEFAULT_TIME_ZONE: settings.defaultTimeZone,
        ...environment,
      },
    });
  }
}
