/** Ripen on AWS, as the architecture diagram: each line stands on the ones above it. */
import { type App, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { ActivityIntake } from "./activity-intake.ts";
import { Alarms } from "./alarms.ts";
import { Announcer } from "./announcer.ts";
import { Budget } from "./budget.ts";
import { OperatorsDashboard } from "./dashboard.ts";
import { FormIntake } from "./form-intake.ts";
import { Keys } from "./keys.ts";
import { functionsOf } from "./lead-function.ts";
import { LeadTable } from "./lead-table.ts";
import { Mail } from "./mail.ts";
import { MailEvents } from "./mail-events.ts";
import { Nurture } from "./nurture.ts";
import { Pages } from "./pages.ts";
import { type Listeners, PeopleTopic } from "./people-topic.ts";
import { Privacy } from "./privacy.ts";
import { PublicApi } from "./public-api.ts";
import { SalesDesk } from "./sales-desk.ts";
import { SentMails } from "./sent-mails.ts";
import { inboxes, isProduction, type Settings } from "./settings.ts";
import { StageCounter } from "./stage-counter.ts";
import { StreamFollower } from "./stream-follower.ts";
import { Sweeper } from "./sweeper.ts";

export class Ripen extends Stack {
  constructor(app: App, id: string, settings: Settings, desk: Listeners) {
    super(app, id, propsOf(settings));

    const table = new LeadTable(this, "Leads", settings);
    const keys = new Keys(this, "Keys", settings);
    const api = new PublicApi(this, "Api", settings);
    const mail = new Mail(this, "Mail", settings);
    const sentMails = new SentMails(this, "SentMails", settings);
    const inbox = inboxes(settings);
    const sales = new PeopleTopic(this, "Sales", {
      displayName: "Ripe leads",
      email: inbox.sales,
      desk,
    });
    const tasks = new PeopleTopic(this, "Tasks", { displayName: "Calls and letters", email: inbox.tasks });

    new FormIntake(this, "Intake", { settings, table, keys, api });
    new ActivityIntake(this, "Activities", { settings, table, keys, api });
    new Pages(this, "Pages", { settings, table, keys, api, sentMails });
    new SalesDesk(this, "Desk", { settings, table, keys, api, sales });
    new Privacy(this, "Privacy", { settings, table, keys, api, sentMails });
    const mailEvents = new MailEvents(this, "MailEvents", { settings, table, mail });

    const nurture = new Nurture(this, "Nurture", {
      settings,
      table,
      keys,
      api,
      mail,
      sentMails,
      sales,
      tasks,
    });
    const follower = new StreamFollower(this, "Follower", { settings, table, nurture });
    const announcer = new Announcer(this, "Announcer", { settings, table, sentMails });
    new Sweeper(this, "Sweeper", { settings, table, nurture, sentMails });
    new StageCounter(this, "Stages", { settings, table });
    const { machine } = nurture;
    const watched = { settings, api, table, mailEvents, machine, follower, announcer, ...functionsOf(this) };
    const alarms = new Alarms(this, "Alarms", watched);
    new OperatorsDashboard(this, "Dashboard", { ...watched, alarms: alarms.all });

    if (settings.monthlyBudget !== undefined) new Budget(this, "Budget", settings.monthlyBudget, settings);

    this.tellAll({ settings, api, table, sentMails, keys, nurture, sales, tasks, announcer, alarms, mail });
  }

  /** The outputs: where everything is, for programs and for whoever has deployed it. */
  private tellAll(parts: Told) {
    const { settings, api, table, sentMails, keys, nurture, sales, tasks, announcer, alarms, mail } = parts;
    this.tell("FormUrl", api.formUrl, "Where your forms post to.");
    this.tell("ActivitiesUrl", api.activitiesUrl, "Where your programs tell of activities, signed.");
    this.tell("LeadTableName", table.name, "Everything about every lead; `npm run leads` writes to it.");
    this.tell(
      "SentMailsBucket",
      sentMails.name,
      "Each mail as it was sent; the same commands read and erase it.",
    );
    this.tell(
      "IdSecretArn",
      keys.ids.secretArn,
      "The key that ids are made with; the same commands read it.",
    );
    this.tell("LinkSecretArn", keys.links.secretArn, "The keys of links; `npm run keys` rotates them.");
    this.tell("DefaultTimeZone", settings.defaultTimeZone, "Of leads whose own isn't known.");
    this.tell("StateMachineArn", nurture.machine.stateMachineArn, "One execution per lead.");
    this.tell(
      "SalesTopicArn",
      sales.topic.topicArn,
      "Ripe leads; the inbox and each person confirm their subscription.",
    );
    this.tell("TasksTopicArn", tasks.topic.topicArn, "Calls and letters; confirm the subscription likewise.");
    this.tell(
      "EventBusName",
      announcer.bus.eventBusName,
      "What happens to leads; your CRM sets rules on it.",
    );
    this.tell("AlarmTopicArn", alarms.topic.topicArn, "Alarms; confirm the subscription in your inbox.");
    for (const [index, record] of [...mail.dnsRecords, ...api.dnsRecords].entries()) {
      this.tell(`DnsRecord${index + 1}`, record, "Put into your DNS: name, type, value.");
    }
  }

  private tell(name: string, value: string, description: string) {
    new CfnOutput(this, name, { value, description });
  }
}

interface Told {
  readonly settings: Settings;
  readonly api: PublicApi;
  readonly table: LeadTable;
  readonly sentMails: SentMails;
  readonly keys: Keys;
  readonly nurture: Nurture;
  readonly sales: PeopleTopic;
  readonly tasks: PeopleTopic;
  readonly announcer: Announcer;
  readonly alarms: Alarms;
  readonly mail: Mail;
}

const propsOf = ({ stage, region }: Settings): StackProps => ({
  stackName: `ripen-${stage}`,
  description: "Ripen: one durable workflow per lead, from the form post to the sales hand-off.",
  terminationProtection: isProduction(stage),
  // Where none is given, the region of the credentials that deploy.
  ...(region === undefined ? {} : { env: { region } }),
  // CloudFormation hands them on to every resource that takes tags.
  tags: { "ripen:stage": stage },
});
