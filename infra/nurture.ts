import { Duration } from "aws-cdk-lib";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { Mail } from "./mail.ts";
import { nurtureMachine } from "./nurture-machine.ts";
import type { PeopleTopic } from "./people-topic.ts";
import type { PublicApi } from "./public-api.ts";
import { logRetention } from "./retention.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Settings } from "./settings.ts";

interface NurtureProps {
  readonly settings: Settings;
  readonly table: LeadTable;
  readonly keys: Keys;
  readonly api: PublicApi;
  readonly mail: Mail;
  readonly sentMails: SentMails;
  readonly sales: PeopleTopic;
  readonly tasks: PeopleTopic;
}

// The machine gives up on a step after 120 seconds; a function that is cut off earlier answers for itself.
const timeout = Duration.seconds(60);

/** The workflow that stays with a lead, and the two functions it calls. */
export class Nurture extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: NurtureProps) {
    super(scope, id);
    const { settings, table, keys, api, mail, sentMails, sales, tasks } = props;
    const common = {
      TABLE_NAME: table.name,
      LINK_SECRET_ARN: keys.links.secretArn,
      API_URL: api.url,
      DEFAULT_TIME_ZONE: settings.defaultTimeZone,
    };
    const advance = new LeadFunction(this, "Advance", {
      settings,
      name: "advance-lead",
      decides: true,
      timeout,
      environment: {
        ...common,
        SENDER: settings.sender,
        REPLY_TO: settings.replyTo,
        POSTAL_ADDRESS: settings.postalAddress,
        CONFIGURATION_SET: mail.configurationSetName,
        SENT_MAILS_BUCKET: sentMails.name,
        TASKS_TOPIC_ARN: tasks.topic.topicArn,
      },
    });
    const release = new LeadFunction(this, "Release", {
      settings,
      name: "release-lead",
      decides: true,
      timeout,
      environment: { ...common, SALES_TOPIC_ARN: sales.topic.topicArn },
    });
    letAct(advance, release, props);
    this.machine = nurtureMachine(this, {
      table,
      advance,
      release,
      logRetention: logRetention(settings.retention),
    });
  }

  /** May begin a lead's execution. */
  grantStart(grantee: IGrantable) {
    this.grant(grantee, "states:StartExecution");
  }

  /** May end a lead's sleep early. */
  grantWake(grantee: IGrantable) {
    this.grant(grantee, "states:SendTaskSuccess");
  }

  private grant(grantee: IGrantable, action: string) {
    const resourceArns = [this.machine.stateMachineArn];
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns }).assertSuccess();
  }
}

function letAct(advance: LeadFunction, release: LeadFunction, parts: NurtureProps) {
  const { table, keys, mail, sentMails, sales, tasks } = parts;
  for (const step of [advance, release]) {
    table.grantHandOver(step);
    table.grantLookUp(step);
    keys.grantSignLinks(step);
  }
  mail.grantSend(advance);
  sentMails.grantKeep(advance);
  // What nobody confirmed, and what nothing is left to do for, is erased in its turn.
  sentMails.grantErase(advance);
  tasks.grantTell(advance);
  sales.grantTell(release);
}
