import { type Template, TemplateRefused } from "./template.ts";

/** Stood up for real. */
const standing = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::S3::Bucket",
  "AWS::SES::ConfigurationSet",
  "AWS::SES::ConfigurationSetEventDestination",
  "AWS::SES::EmailIdentity",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::Scheduler::Schedule",
  "AWS::SecretsManager::Secret",
  "AWS::StepFunctions::StateMachine",
]);

/** Accepted and inert: who from elsewhere may call what, and who is shown what, make no difference on one machine. */
const inert = new Set([
  "AWS::ApiGateway::Account",
  "AWS::CDK::Metadata",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  // The laptop's bus keeps all that it was told, and replays nothing.
  "AWS::Events::Archive",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::ResourcePolicy",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::ScheduleGroup",
]);

/** Refuses, by name, a template with a resource that is in neither list: ignoring it would be a lie. */
export function refuseUnknownTypes(template: Template) {
  for (const [id, { Type }] of Object.entries(template.Resources)) {
    if (standing.has(Type) || inert.has(Type)) continue;
    throw new TemplateRefused(
      `${id} is an ${Type}, which the laptop neither stands up nor knows to be inert.`,
    );
  }
}
