import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";
import { inboxes, type Settings } from "./settings.ts";

/**
 * What the account may cost in a month, in US dollars, told to the operators before it is spent. The whole account: a
 * budget of one tag stays at zero, and silent, until somebody activates the tag for billing.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, amount: number, settings: Settings) {
    super(scope, id);
    const address = inboxes(settings).operators;
    const notify = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: "PERCENTAGE",
        comparisonOperator: "GREATER_THAN",
      },
      subscribers: [{ subscriptionType: "EMAIL", address }],
    });
    new CfnBudget(this, "Monthly", {
      budget: { budgetType: "COST", timeUnit: "MONTHLY", budgetLimit: { amount, unit: "USD" } },
      notificationsWithSubscribers: [notify("ACTUAL", 80), notify("FORECASTED", 100)],
    });
  }
}
