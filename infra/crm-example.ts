/** An example, in no stack until you put it into yours: ripe leads and those who left, told to your CRM's webhook. See docs/crm.md. */
import { Duration, SecretValue, Validations } from "aws-cdk-lib";
import {
  Authorization,
  Connection,
  ApiDestination as Destination,
  EventBus,
  EventField,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from "aws-cdk-lib/aws-events";
import { ApiDestination } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { deadLetterQueue } from "./dead-letter-queue.ts";

interface CrmWebhookProps {
  /** The output EventBusName; or, in Ripen's own stack, `announcer.bus.eventBusName`. */
  readonly busName: string;
  /** Where your CRM, or a function of yours before it, takes events. */
  readonly url: string;
  /** The name of a secret of yours whose text that address expects in the header X-Api-Key. */
  readonly secretName: string;
}

export class CrmWebhook extends Construct {
  constructor(scope: Construct, id: string, { busName, url, secretName }: CrmWebhookProps) {
    super(scope, id);
    const connection = new Connection(this, "Connection", {
      authorization: Authorization.apiKey("X-Api-Key", SecretValue.secretsManager(secretName)),
    });
    const destination = new Destination(this, "Destination", {
      connection,
      endpoint: url,
      rateLimitPerSecond: 10,
    });
    const deadLetters = deadLetterQueue(this);
    Validations.of(deadLetters).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "It is a dead-letter queue: the rule's, which the check doesn't look for.",
    });
    new Rule(this, "Rule", {
      eventBus: EventBus.fromEventBusName(this, "Bus", busName),
      eventPattern: { source: ["ripen"], detailType: ["LeadReleased", "LeadLeft"] },
      targets: [
        // CDK's class and its interface differ in how they say "perhaps".
        new ApiDestination(destination as IApiDestination, {
          // The detail alone wouldn't say which of the two it is.
          event: RuleTargetInput.fromObject({
            type: EventField.detailType,
            detail: EventField.fromPath("$.detail"),
          }),
          // Tried for a day; what was not taken by then waits in the queue for 14 more.
          maxEventAge: Duration.days(1),
          retryAttempts: 185,
          deadLetterQueue: deadLetters,
        }),
      ],
    });
  }
}
