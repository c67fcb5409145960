import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import * as apigateway from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { CustomDomain } from "./custom-domain.ts";
import { Front } from "./front.ts";
import type { LeadFunction } from "./lead-function.ts";
import { logRetention } from "./retention.ts";
import type { Settings } from "./settings.ts";

/**
 * The one public door: forms post to it, people follow the links in their mails to it, and our own systems report to it.
 * A name of the company's own stands before it, not in place of it: links to its first one never end.
 */
export class PublicApi extends Construct {
  /** Where the API answers, without a trailing slash. */
  readonly url: string;
  /** `name TYPE value`, of a name of the company's own. */
  readonly dnsRecords: readonly string[];
  /** What shows the functions that a request came through the front; undefined where there is none. */
  readonly proof: string | undefined;
  private readonly api: apigateway.HttpApi;
  /** The functions that stand behind it. */
  readonly behind = new Set<LeadFunction>();

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, "Http", {
      apiName: `ripen-${settings.stage}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: settings.allowedOrigins,
        // A page's script posts its form, and may fetch a stamp of when it was shown.
        allowMethods: [apigateway.CorsHttpMethod.GET, apigateway.CorsHttpMethod.POST],
        allowHeaders: ["content-type", "idempotency-key"],
      },
    });
    const stage = new apigateway.HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      // 50 requests a second are 4 million a day: far above any landing page, far below what a flood would cost.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: { destination: this.accessLog(settings), format: accessLogFormat },
    });
    Validations.of(this.api).acknowledge({
      id: "AwsSolutions-APIG4",
      reason:
        "Anybody may post a form; the pages behind links check a signed, purpose-bound token themselves; what programs post is signed.",
    });
    const { domain } = settings;
    const { api } = this;
    this.url = domain === undefined ? api.apiEndpoint : `https://${domain.name}`;
    // It stays beside a front, since names of the DNS lead there for as long as they are remembered.
    const own = domain === undefined ? undefined : new CustomDomain(this, "Own", { domain, api, stage });
    const front = domain?.webAclArn === undefined ? undefined : new Front(this, "Front", { domain, api });
    this.proof = front?.proof;
    const before = front ?? own;
    this.dnsRecords = before === undefined ? [] : [before.dnsRecord];
  }

  /** By which CloudWatch counts its requests. */
  get id() {
    return this.api.apiId;
  }

  get formUrl() {
    return `${this.url}/leads`;
  }

  /** The front sends another host on than the one that was signed for. */
  get activitiesUrl() {
    return `${this.proof === undefined ? this.url : this.api.apiEndpoint}/activities`;
  }

  /** Every method arrives, so that the function answers a wrong one with 405 itself. */
  route(to: LeadFunction, ...paths: readonly string[]) {
    const integration = this.integration(to);
    for (const path of paths) this.api.addRoutes({ path, methods: [apigateway.HttpMethod.ANY], integration });
  }

  /** For programs of our own account, or of whom it lets: only a request signed by somebody who may invoke it arrives. */
  routeSigned(to: LeadFunction, path: string) {
    const integration = this.integration(to);
    const authorizer = new HttpIamAuthorizer();
    this.api.addRoutes({ path, methods: [apigateway.HttpMethod.ANY], integration, authorizer });
  }

  private integration(to: LeadFunction) {
    this.behind.add(to);
    return new HttpLambdaIntegration(to.node.id, to.lambda);
  }

  private accessLog({ retention }: Settings) {
    return new apigateway.LogGroupLogDestination(
      new LogGroup(this, "AccessLog", {
        // The prefix keeps the delivery out of the account's resource policy, which is full after ten such logs.
        logGroupName: `/aws/vendedlogs/apis/${Stack.of(this).stackName}`,
        retention: logRetention(retention),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    );
  }
}

/** The route, never the path: a path holds a person's token. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    requestTime: AccessLogField.contextRequestTime(),
    routeKey: "$context.routeKey",
    status: AccessLogField.contextStatus(),
    responseLatency: AccessLogField.contextResponseLatency(),
    integrationError: "$context.integrationErrorMessage",
  }),
);
