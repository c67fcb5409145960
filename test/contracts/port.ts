/** What a World is held against: its ports, and what a test may do and see on their far side. */
import type { Notice, World } from "../../functions/world/world.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";

export interface Outside {
  readonly world: World;
  /** The mails that the service took, oldest first. */
  mails(): Promise<readonly { readonly to: string; readonly subject: string }[]>;
  /** How often the service was asked to send. */
  asked(): number;
  /** What happens to the next mail. */
  next(
    fate: "take it and drop the connection" | "throttle" | "reject the sender" | "refuse the address",
  ): void;
  /** What a topic took, oldest first: the text as people's mail programs get it, the JSON as programs do. */
  notices(of: "sales" | "tasks"): Promise<readonly Notice[]>;
  /** The same topic port, on a topic without subscribers. */
  readonly unheard: World["sales"];
  /** The token on which the execution sleeps, once it does. */
  tokenOf(leadId: LeadId, generation: number): Promise<string>;
  /** Executions of this name that were ever started. */
  executions(leadId: LeadId, generation: number): Promise<number>;
  /** Leaves a tombstone, as an erase does. */
  erase(leadId: LeadId, at: number): Promise<void>;
  /** The workflow's own UpdateItem; throws an error whose name ends in ConditionalCheckFailedException. */
  update(given: object): Promise<void>;
  /** Links of the same World after its key was rotated once and twice, and of another firm's. */
  readonly rotated: World["links"];
  readonly rotatedTwice: World["links"];
  readonly foreign: World["links"];
  stop(): Promise<void>;
}

export type MakeWorld = () => Promise<Outside>;

/** A machine of one state, which sleeps on a token that it leaves in the table. */
export const SLEEPER = (tableName: string) =>
  JSON.stringify({
    QueryLanguage: "JSONata",
    StartAt: "Sleep",
    States: {
      Sleep: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken",
        Arguments: {
          TableName: tableName,
          Key: {
            pk: { S: "{% 'EXECUTION#' & $states.context.Execution.Name %}" },
            sk: { S: "TOKEN" },
          },
          ConditionExpression: "attribute_not_exists(pk)",
          UpdateExpression: "SET wakeToken = :token",
          ExpressionAttributeValues: { ":token": { S: "{% $states.context.Task.Token %}" } },
        },
        End: true,
      },
    },
  });
