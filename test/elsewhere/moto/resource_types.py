"""The stack's resource types that moto's CloudFormation doesn't know, each made by a call of the AWS API that moto answers."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import boto3
from moto.core.common_models import CloudFormationModel
from moto.dynamodb.models.table import Table
from moto.events.models import Archive, EventBus
from moto.stepfunctions import models
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

Properties = dict[str, Any]


class Made(NamedTuple):
    ref: str
    attributes: dict[str, str]
    undo: Callable[[], Any]


class Api:
    """Clients of the AWS API at moto's own endpoint."""

    endpoint = ""

    @classmethod
    def of(cls, service: str, region: str) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=cls.endpoint, region_name=region, **keys)


def nothing() -> None:
    """A policy goes with what it is of."""


def bucket_policy(_name: str, given: Properties, region: str) -> Made:
    # moto takes a statement whose condition doesn't hold for a refusal: "deny what isn't encrypted" would deny everything.
    statements = [one for one in given["PolicyDocument"]["Statement"] if "Condition" not in one]
    if statements:
        policy = json.dumps({**given["PolicyDocument"], "Statement": statements})
        Api.of("s3", region).put_bucket_policy(Bucket=given["Bucket"], Policy=policy)
    return Made(given["Bucket"], {}, nothing)


def topic_policy(name: str, given: Properties, region: str) -> Made:
    policy = json.dumps(given["PolicyDocument"])
    for topic in given["Topics"]:
        call = {"TopicArn": topic, "AttributeName": "Policy", "AttributeValue": policy}
        Api.of("sns", region).set_topic_attributes(**call)
    return Made(name, {}, nothing)


def queue_policy(name: str, given: Properties, region: str) -> Made:
    policy = json.dumps(given["PolicyDocument"])
    for queue in given["Queues"]:
        Api.of("sqs", region).set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    return Made(name, {}, nothing)


def subscription(_name: str, given: Properties, region: str) -> Made:
    sns = Api.of("sns", region)
    as_text = {"FilterPolicy": json.dumps, "RedrivePolicy": json.dumps, "RawMessageDelivery": lambda yes: str(yes).lower()}
    attributes = {key: write(given[key]) for key, write in as_text.items() if key in given}
    call = {"TopicArn": given["TopicArn"], "Protocol": given["Protocol"], "Endpoint": given["Endpoint"]}
    arn = sns.subscribe(**call, Attributes=attributes, ReturnSubscriptionArn=True)["SubscriptionArn"]
    return Made(arn, {"Arn": arn}, lambda: sns.unsubscribe(SubscriptionArn=arn))


def secret(name: str, given: Properties, region: str) -> Made:
    secrets = Api.of("secretsmanager", region)
    generate = given["GenerateSecretString"]
    call = {key: generate[key] for key in ("PasswordLength", "ExcludePunctuation") if key in generate}
    password = secrets.get_random_password(**call)["RandomPassword"]
    content = {**json.loads(generate["SecretStringTemplate"]), generate["GenerateStringKey"]: password}
    call = {"Name": given.get("Name", name), "Description": given["Description"]}
    arn = secrets.create_secret(**call, SecretString=json.dumps(content))["ARN"]
    return Made(arn, {"Id": arn}, lambda: secrets.delete_secret(SecretId=arn))


def api(_name: str, given: Properties, region: str) -> Made:
    gateway = Api.of("apigatewayv2", region)
    made = gateway.create_api(**given)
    attributes = {"ApiEndpoint": made["ApiEndpoint"], "ApiId": made["ApiId"]}
    return Made(made["ApiId"], attributes, lambda: gateway.delete_api(ApiId=made["ApiId"]))


def part_of_api(operation: str, ref: str) -> Callable[[str, Properties, str], Made]:
    def make(_name: str, given: Properties, region: str) -> Made:
        made = getattr(Api.of("apigatewayv2", region), operation)(**typed(given))
        return Made(made[ref], {}, nothing)

    return make


def typed(given: Any) -> Any:
    """CloudFormation takes any scalar as text; the API doesn't."""
    return {key: value == "true" if value in ("true", "false") else value for key, value in given.items()}


def alarm(name: str, given: Properties, region: str) -> Made:
    cloudwatch = Api.of("cloudwatch", region)
    called = given.get("AlarmName", name)
    cloudwatch.put_metric_alarm(**{"AlarmName": called, **given})
    arn = cloudwatch.describe_alarms(AlarmNames=[called])["MetricAlarms"][0]["AlarmArn"]
    return Made(called, {"Arn": arn}, lambda: cloudwatch.delete_alarms(AlarmNames=[called]))


def dashboard(name: str, given: Properties, region: str) -> Made:
    cloudwatch = Api.of("cloudwatch", region)
    called = given.get("DashboardName", name)
    cloudwatch.put_dashboard(DashboardName=called, DashboardBody=given["DashboardBody"])
    return Made(called, {}, lambda: cloudwatch.delete_dashboards(DashboardNames=[called]))


def configuration_set(name: str, given: Properties, region: str) -> Made:
    ses = Api.of("sesv2", region)
    called = given.get("Name", name)
    ses.create_configuration_set(**{**given_but(given, "Name"), "ConfigurationSetName": called})
    return Made(called, {}, lambda: ses.delete_configuration_set(ConfigurationSetName=called))


def event_destination(name: str, given: Properties, region: str) -> Made:
    # Of SES, moto answers this call in its first version only.
    said = given["EventDestination"]
    topic = {"TopicARN": said["SnsDestination"]["TopicARN"]}
    destination = {"Name": said.get("Name", name), "Enabled": said["Enabled"], "MatchingEventTypes": said["MatchingEventTypes"]}
    destination = {**destination, "SNSDestination": topic}
    call = {"ConfigurationSetName": given["ConfigurationSetName"], "EventDestination": destination}
    Api.of("ses", region).create_configuration_set_event_destination(**call)
    return Made(name, {"Id": name}, nothing)


# As the second version of SES calls what the first one did.
BEHAVIOURS = {"USE_DEFAULT_VALUE": "UseDefaultValue", "REJECT_MESSAGE": "RejectMessage"}


def email_identity(_name: str, given: Properties, region: str) -> Made:
    ses = Api.of("sesv2", region)
    domain = given["EmailIdentity"]
    set_name = given.get("ConfigurationSetAttributes", {}).get("ConfigurationSetName")
    ses.create_email_identity(EmailIdentity=domain, **({"ConfigurationSetName": set_name} if set_name else {}))
    if mail_from := given.get("MailFromAttributes"):
        # Of SES, moto answers this call in its first version only.
        attributes = {"MailFromDomain": mail_from["MailFromDomain"], "BehaviorOnMXFailure": BEHAVIOURS[mail_from["BehaviorOnMxFailure"]]}
        Api.of("ses", region).set_identity_mail_from_domain(Identity=domain, **attributes)
    # moto makes no keys: tokens that say so, in the shape of SES's own.
    tokens = {
        f"DkimDNSToken{what}{index}": f"moto-{index}{suffix}"
        for index in (1, 2, 3)
        for what, suffix in (("Name", f"._domainkey.{domain}"), ("Value", ".dkim.amazonses.com"))
    }
    return Made(domain, tokens, lambda: ses.delete_email_identity(EmailIdentity=domain))


def budget(name: str, given: Properties, region: str) -> Made:
    budgets = Api.of("budgets", region)
    account = Api.of("sts", region).get_caller_identity()["Account"]
    said = given["Budget"]
    limit = {**said["BudgetLimit"], "Amount": str(said["BudgetLimit"]["Amount"])}
    notifications = given["NotificationsWithSubscribers"]
    call = {"Budget": {"BudgetName": name, **said, "BudgetLimit": limit}, "NotificationsWithSubscribers": notifications}
    budgets.create_budget(AccountId=account, **call)
    return Made(name, {}, lambda: budgets.delete_budget(AccountId=account, BudgetName=name))


def given_but(given: Properties, *left_out: str) -> Properties:
    return {key: value for key, value in given.items() if key not in left_out}


TYPES = {
    "AWS::S3::BucketPolicy": bucket_policy,
    "AWS::SNS::TopicPolicy": topic_policy,
    "AWS::SQS::QueuePolicy": queue_policy,
    "AWS::SNS::Subscription": subscription,
    "AWS::SecretsManager::Secret": secret,
    "AWS::ApiGatewayV2::Api": api,
    "AWS::ApiGatewayV2::Integration": part_of_api("create_integration", "IntegrationId"),
    "AWS::ApiGatewayV2::Route": part_of_api("create_route", "RouteId"),
    "AWS::ApiGatewayV2::Stage": part_of_api("create_stage", "StageName"),
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::Budgets::Budget": budget,
    "AWS::SES::ConfigurationSet": configuration_set,
    "AWS::SES::ConfigurationSetEventDestination": event_destination,
    "AWS::SES::EmailIdentity": email_identity,
}

# Made anew in place when the template changes; of the others moto keeps what was made first.
PUT_AGAIN = {type for type in TYPES if type.endswith(("Policy", "Alarm", "Dashboard"))}


def model(type_name: str, make: Callable[[str, Properties, str], Made]) -> type[CloudFormationModel]:
    """What moto's CloudFormation asks of a resource type."""

    def create(cls: Any, name: str, described: Any, _account: str, region: str, **_more: Any) -> Any:
        made = make(name, described.get("Properties", {}), region)
        resource = cls()
        resource.physical_resource_id = made.ref
        resource.attributes = made.attributes
        resource.undo = made.undo
        resource.name = name
        return resource

    def update(cls: Any, original: Any, _name: str, described: Any, account: str, region: str) -> Any:
        if type_name not in PUT_AGAIN:
            print(f"moto keeps as it was: {type_name} {original.physical_resource_id}", flush=True)
            return original
        return create(cls, original.name, described, account, region)

    members = {
        "cloudformation_type": staticmethod(lambda: type_name),
        "cloudformation_name_type": staticmethod(lambda: ""),
        "has_cfn_attr": classmethod(lambda _cls, _attribute: True),
        "create_from_cloudformation_json": classmethod(create),
        "update_from_cloudformation_json": classmethod(update),
        "get_cfn_attribute": lambda self, attribute: self.attributes[attribute],
        "is_created": lambda _self: True,
        "delete": lambda self, _account, _region: self.undo(),
    }
    return type(type_name.replace("::", ""), (CloudFormationModel,), members)


def teach(endpoint: str) -> None:
    Api.endpoint = endpoint
    # moto finds its types among the subclasses; somebody must hold on to them.
    Api.taught = [model(type_name, make) for type_name, make in TYPES.items()]  # type: ignore[attr-defined]
    # Where executions run, which is not where moto's CloudFormation makes machines.
    models.stepfunctions_backends = stepfunctions_parser_backends  # type: ignore[assignment]
    mend(Table, table_settings)
    mend(StateMachine, fill_placeholders)
    mend(Archive, short_archive)
    # What a reference to a bus stands for, which moto doesn't say.
    EventBus.physical_resource_id = property(lambda bus: bus.name)  # type: ignore[attr-defined]


def mend(cls: Any, change: Callable[[Any, Any, str], Any]) -> None:
    """Lays `change` around the making of a type that moto knows."""
    original = cls.create_from_cloudformation_json.__func__

    def create(inner: Any, name: str, described: Any, account: str, region: str, **more: Any) -> Any:
        return change(lambda given, called=name: original(inner, called, given, account, region, **more), described, region)

    cls.create_from_cloudformation_json = classmethod(create)


def table_settings(make: Callable[[Any], Any], described: Any, region: str) -> Any:
    """Time to live and point-in-time recovery, which moto's CloudFormation drops."""
    table = make(described)
    given, dynamodb = described["Properties"], Api.of("dynamodb", region)
    if ttl := given.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(TableName=table.name, TimeToLiveSpecification=typed(ttl))
    if recovery := given.get("PointInTimeRecoverySpecification"):
        call = {"PointInTimeRecoverySpecification": typed(recovery)}
        dynamodb.update_continuous_backups(TableName=table.name, **call)
    return table


def short_archive(make: Callable[..., Any], described: Any, _region: str) -> Any:
    """An archive's pattern, which CloudFormation takes as JSON and moto as text; and a name of at most 48 characters, which moto makes longer."""
    given = described["Properties"]
    text = {**given, "EventPattern": json.dumps(given["EventPattern"])}
    return make({**described, "Properties": text}, given.get("ArchiveName", "archive"))


def fill_placeholders(make: Callable[[Any], Any], described: Any, _region: str) -> Any:
    """`DefinitionSubstitutions`, which moto's CloudFormation drops."""
    given = dict(described["Properties"])
    for name, value in given.get("DefinitionSubstitutions", {}).items():
        given["DefinitionString"] = given["DefinitionString"].replace("${" + name + "}", value)
    return make({**described, "Properties": given})
