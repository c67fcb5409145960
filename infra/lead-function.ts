import { type Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { Grant, type IGrantable, type IPrincipal, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { bundled } from "./bundling.ts";
import { cfnResource, pinLogicalId } from "./logical-id.ts";
import { logRetention } from "./retention.ts";
import type { Settings } from "./settings.ts";

interface LeadFunctionProps {
  readonly settings: Settings;
  /** The file in functions/ without its ending, and the `service` of its logs and metrics. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** Whether the compiled campaigns lie beside its code, and it knows how long a lead is kept: one that decides must know both. */
  readonly decides: boolean;
}

/** One file of functions/ as a Lambda with a role and a log group of its own. */
export class LeadFunction extends Construct implements IGrantable {
  readonly name: string;
  readonly lambda: Lambda;
  readonly grantPrincipal: IPrincipal;

  constructor(
    scope: Construct,
    id: string,
    { settings, name, environment, timeout, decides }: LeadFunctionProps,
  ) {
    super(scope, id);
    this.name = name;
    const entry = `functions/${name}.ts`;
    const logGroup = new LogGroup(this, "Logs", {
      retention: logRetention(settings.retention),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    this.lambda = new Lambda(this, "Function", {
      code: this.code(entry, decides),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout,
      role,
      logGroup,
      // As JSON, so that Lambda leaves out START, END and REPORT, most of what a call would write; a time-out and a
      // crash it still tells. INFO for ours, which are few: metrics are lines without a level, and WARN would drop them.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      environment: {
        ...environment,
        ...(decides ? { RETENTION: settings.retention.leads } : {}),
        STAGE: settings.stage,
        SERVICE_NAME: name,
        METRICS_NAMESPACE: metricsNamespace(settings.stage),
      },
    });
    this.grantPrincipal = role;
    pinLogicalId(this.lambda, pascalCase(name));
    // The laptop runtime finds the source of a deployed function by this.
    cfnResource(this.lambda).addMetadata("ripen:entry", entry);
    this.explainFindings();
  }

  /** May call this function unqualified: a pinned version would be gone when a lead that slept for months wakes. */
  grantInvokeTo(grantee: IGrantable) {
    Grant.addToPrincipal({
      grantee,
      actions: ["lambda:InvokeFunction"],
      resourceArns: [this.lambda.functionArn],
    }).assertSuccess();
  }

  private explainFindings() {
    Validations.of(this).acknowledge(
      {
        id: "Serverless-LambdaDLQ",
        reason:
          "Only calls that nobody waits for go to such a queue: the clock's, and the clock's next call does what one left undone.",
      },
      {
        id: "Serverless-LambdaTracing",
        reason:
          "A trace is kept for 30 days and a lead's life takes a year: its steps are in its ledger and its execution's history.",
      },
    );
  }

  private code(entry: string, decides: boolean): Code {
    // Without bundling the template must not point at an asset: the whole repository would be uploaded as code.
    return Stack.of(this).bundlingRequired
      ? bundled(this, entry, decides)
      : Code.fromInline("// not bundled");
  }
}

/** Every function that stands in a stack so far, and one of them by its file's name. */
export function functionsOf(stack: Stack) {
  const all = stack.node.findAll().filter((each) => each instanceof LeadFunction);
  const functions = (name: string) => {
    const found = all.find((each) => each.name === name);
    if (found === undefined)
      throw new Error(`No function is called ${name}; there are ${all.map((each) => each.name).join(", ")}.`);
    return found.lambda;
  };
  return { all, functions };
}

/** Of the metrics that functions count: two stages of an account don't ring each other's alarms. */
export const metricsNamespace = (stage: string) => `Ripen-${stage}`;

const pascalCase = (name: string) =>
  name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
