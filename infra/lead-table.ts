import { Validations } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { type EventSourceMappingOptions, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { pinLogicalId } from "./logical-id.ts";
import { removalPolicy } from "./removal.ts";
import { isProduction, type Settings } from "./settings.ts";

/** What its followers differ in. */
type Following = Pick<
  EventSourceMappingOptions,
  "filters" | "batchSize" | "parallelizationFactor" | "retryAttempts" | "maxRecordAge"
>;

/** The truth about every lead: one table, whose stream drives the workflow, whose `due` index lets the sweeper see, whose `arrivals` lists everybody, and whose `stages` says where they stand. */
export class LeadTable extends Construct {
  readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.table = new dynamodb.Table(this, "Table", {
      partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
      sortKey: { name: "sk", type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      // What the form's door counts, and nothing else, says when it may go.
      timeToLiveAttribute: "expiresAt",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: removalPolicy(settings),
      deletionProtection: isProduction(settings.stage),
    });
    // Sparse: only a row that has both attributes is in it, and none at all of a lead that has ended and is kept for good.
    this.table.addGlobalSecondaryIndex({
      indexName: "due",
      partitionKey: { name: "dueShard", type: dynamodb.AttributeType.STRING },
      sortKey: { name: "nextWakeAt", type: dynamodb.AttributeType.NUMBER },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    // Every lead in the order of its coming, no tombstone: for commands that look at all of them. No function reads it.
    this.table.addGlobalSecondaryIndex({
      indexName: "arrivals",
      partitionKey: { name: "arrivalShard", type: dynamodb.AttributeType.STRING },
      sortKey: { name: "createdAt", type: dynamodb.AttributeType.NUMBER },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    // Every lead by its stage, no tombstone: to be counted. Both keys stand on each lead's row from its first write on.
    this.table.addGlobalSecondaryIndex({
      indexName: "stages",
      partitionKey: { name: "arrivalShard", type: dynamodb.AttributeType.STRING },
      sortKey: { name: "lifecycle", type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    pinLogicalId(this.table, "LeadTable");
  }

  get name() {
    return this.table.tableName;
  }

  /** Query one lead, and change nothing. */
  grantRead(grantee: IGrantable) {
    this.grant(grantee, ["Query"]);
  }

  /** Query one lead, decide, make one write; a transaction asks for the rights of the writes in it. */
  grantDecide(grantee: IGrantable) {
    this.grant(grantee, ["Query", "PutItem", "UpdateItem"]);
  }

  /** One item by its key that is no lead's: how a campaign stands, who has an account. */
  grantLookUp(grantee: IGrantable) {
    this.grant(grantee, ["GetItem"]);
  }

  /** The same, where a lead may go from one person of sales to another: it leaves the list of whoever had it. */
  grantHandOver(grantee: IGrantable) {
    this.grantDecide(grantee);
    this.grant(grantee, ["DeleteItem"]);
  }

  /** Read what people hold, and claim the day's list of one of them. */
  grantTellOfDay(grantee: IGrantable) {
    this.grant(grantee, ["Query", "PutItem"]);
  }

  /** The form's door counts its posts on items of its own, and writes there what stands in for a lead's write. */
  grantCountPosts(grantee: IGrantable) {
    this.grant(grantee, ["UpdateItem"]);
  }

  /** The state machine parks its wake token on the lead, and nothing else. */
  grantSleep(grantee: IGrantable) {
    this.grant(grantee, ["UpdateItem"]);
  }

  /** Find what is overdue, look at it, ask for a new execution; delete what an erase left. */
  grantSweep(grantee: IGrantable) {
    this.grant(grantee, ["Query", "UpdateItem", "DeleteItem"]);
    this.grant(grantee, ["Query"], `${this.table.tableArn}/index/due`);
  }

  /** Count the keys of the one index, and see no lead. */
  grantCountStages(grantee: IGrantable) {
    this.grant(grantee, ["Query"], `${this.table.tableArn}/index/stages`);
  }

  /**
   * Sees every change of every lead from the stream's beginning on: in order for each item, and with one lane for each lead.
   * What it fails at alone is set aside in `deadLetters`.
   */
  follow(follower: LeadFunction, deadLetters: Queue, options: Following) {
    const { tableStreamArn: eventSourceArn } = this.table;
    if (eventSourceArn === undefined) throw new Error("The lead table has no stream.");
    this.table.grantStreamRead(follower.lambda);
    follower.lambda.addEventSourceMapping("Leads", {
      ...options,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(deadLetters),
    });
    Validations.of(deadLetters).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "It is a dead-letter queue: the stream's, which the rule doesn't look for.",
    });
    Validations.of(follower).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason:
        "dynamodb:ListStreams, which Lambda's stream poller asks for, is granted on all streams or none.",
    });
  }

  private grant(grantee: IGrantable, verbs: readonly string[], resource = this.table.tableArn) {
    const actions = verbs.map((verb) => `dynamodb:${verb}`);
    Grant.addToPrincipal({ grantee, actions, resourceArns: [resource] }).assertSuccess();
  }
}
