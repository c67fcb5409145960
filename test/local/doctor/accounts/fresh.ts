/** An account as AWS hands it out: nothing deployed, and the limits of the first day. */
import { type Account, Refused } from "../account.ts";
import { healthy, notFound } from "./healthy.ts";

export const fresh: Account = {
  "ssm:GetParameter": ({ Name }) => {
    throw new Refused("ParameterNotFound", `${Name} not found.`);
  },
  "cloudformation:DescribeStacks": ({ StackName }) => {
    throw new Refused("ValidationError", `Stack with id ${StackName} does not exist`);
  },
  "ses:GetAccount": () => ({
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: false,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
  }),
  "ses:GetEmailIdentity": ({ name }) => notFound(`Email identity ${name}`),
  "servicequotas:ListAWSDefaultServiceQuotas": (input) =>
    healthy["servicequotas:ListAWSDefaultServiceQuotas"]?.(input) ?? {},
  "servicequotas:ListServiceQuotas": () => ({ Quotas: [] }),
  "lambda:GetAccountSettings": () => ({
    AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
  }),
};
