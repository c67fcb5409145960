/** What SES says of the whole account, since it is the account that AWS stops: all that send from it in this region ring together. */
import { Duration } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";

/**
 * From these on AWS reviews an account: 5 % hard bounces, 0.1 % complaints; at 10 % and 0.5 % it may stop the account's
 * sending (SES developer guide, "Reputation metrics messages").
 */
export const REVIEW = { bounces: 0.05, complaints: 0.001 };

/** SES writes its rates now and then, and none while nothing was ever sent back: a gap says nothing. */
export const ofTheAccount = (metricName: string) =>
  new Metric({ namespace: "AWS/SES", metricName, statistic: Stats.MAXIMUM, period: Duration.hours(1) });
