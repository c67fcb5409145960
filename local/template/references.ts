/** The names and ARNs that CloudFormation would give to the template's resources. The same at every start. */
import type { References } from "./intrinsics.ts";
import type { Resource, Template } from "./template.ts";

export interface Place {
  readonly region: string;
  readonly account: string;
  readonly stackName: string;
  /** Where queue URLs begin: the AWS endpoint. */
  readonly aws: string;
  /** Where the HTTP API answers. */
  readonly api: string;
}

/** `known` holds what only the engines can tell, as `LogicalId.Attribute`; it is read at every question. */
export function referencesOf(
  template: Template,
  place: Place,
  known: ReadonlyMap<string, string>,
): References {
  const answer = (id: string, attribute: string) => {
    const resource = template.Resources[id];
    return (
      resource && (known.get(`${id}.${attribute}`) ?? naming[resource.Type]?.(id, resource, place)[attribute])
    );
  };
  return {
    ref: (id) => answer(id, "Ref") ?? (template.Resources[id] && physicalName(id, place)),
    attribute: (id, name) => answer(id, name) ?? (name === "Arn" ? inertArn(template, id, place) : undefined),
    pseudo: {
      "AWS::AccountId": place.account,
      "AWS::Partition": "aws",
      "AWS::Region": place.region,
      "AWS::StackName": place.stackName,
      "AWS::StackId": `arn:aws:cloudformation:${place.region}:${place.account}:stack/${place.stackName}/laptop`,
      "AWS::URLSuffix": "amazonaws.com",
    },
  };
}

const physicalName = (id: string, place: Place) => `${place.stackName}-${id}`;

type Naming = (id: string, resource: Resource, place: Place) => Readonly<Record<string, string>>;

const named = (
  property: string,
  make: (name: string, place: Place) => Readonly<Record<string, string>>,
): Naming => {
  return (id, { Properties }, place) => {
    const given = Properties[property];
    return make(typeof given === "string" ? given : physicalName(id, place), place);
  };
};

const arn = ({ region, account }: Place, service: string, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

const naming: Readonly<Record<string, Naming>> = {
  "AWS::IAM::Role": named("RoleName", (name, { account }) => ({
    Ref: name,
    Arn: `arn:aws:iam::${account}:role/${name}`,
  })),
  "AWS::DynamoDB::Table": named("TableName", (name, place) => ({
    Ref: name,
    Arn: arn(place, "dynamodb", `table/${name}`),
  })),
  "AWS::S3::Bucket": (id, { Properties }, place) => {
    const given = Properties["BucketName"];
    const name = typeof given === "string" ? given : physicalName(id, place).toLowerCase();
    return { Ref: name, Arn: `arn:aws:s3:::${name}` };
  },
  "AWS::SQS::Queue": named("QueueName", (name, place) => ({
    Ref: `${place.aws}/${place.account}/${name}`,
    Arn: arn(place, "sqs", name),
    QueueName: name,
  })),
  "AWS::SNS::Topic": named("TopicName", (name, place) => ({
    Ref: arn(place, "sns", name),
    TopicArn: arn(place, "sns", name),
    TopicName: name,
  })),
  "AWS::Lambda::Function": named("FunctionName", (name, place) => ({
    Ref: name,
    Arn: arn(place, "lambda", `function:${name}`),
  })),
  "AWS::StepFunctions::StateMachine": named("StateMachineName", (name, place) => ({
    Ref: arn(place, "states", `stateMachine:${name}`),
    Arn: arn(place, "states", `stateMachine:${name}`),
    Name: name,
  })),
  "AWS::SecretsManager::Secret": named("Name", (name, place) => ({
    Ref: arn(place, "secretsmanager", `secret:${name}-laptop`),
    Id: arn(place, "secretsmanager", `secret:${name}-laptop`),
  })),
  "AWS::SES::ConfigurationSet": named("Name", (name) => ({ Ref: name })),
  "AWS::SES::EmailIdentity": (_, { Properties }) => identity(String(Properties["EmailIdentity"])),
  "AWS::ApiGatewayV2::Api": (id, _, place) => ({ Ref: id, ApiId: id, ApiEndpoint: place.api }),
  "AWS::Events::EventBus": named("Name", (name, place) => ({
    Ref: name,
    Name: name,
    Arn: arn(place, "events", `event-bus/${name}`),
  })),
};

/** The records a domain would publish; nobody asks for them on a laptop, but the template's outputs show them. */
function identity(name: string): Readonly<Record<string, string>> {
  const records = [1, 2, 3].flatMap((n) => [
    [`DkimDNSTokenName${n}`, `laptop${n}._domainkey.${name}`],
    [`DkimDNSTokenValue${n}`, `laptop${n}.dkim.amazonses.com`],
  ]);
  return { Ref: name, EmailIdentity: name, ...Object.fromEntries(records) };
}

/** A log group: only ever passed on. */
function inertArn(template: Template, id: string, place: Place): string | undefined {
  return template.Resources[id] && arn(place, "laptop", physicalName(id, place));
}
