import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import * as apigateway from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { logRetention } from "./retention.ts";
import type { Settings } from "./settings.ts";

/** The one public door: forms post to it, people follow the links in their mails to it, and our own systems report to it. */
export class PublicApi extends Construct {
  private readonly api: apigateway.HttpApi;

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
    new apigateway.HttpStage(this, "Stage", {
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
  }

  /** Where the API answers, without a trailing slash. */
  get url() {
    return this.api.apiEndpoint;
  }

  get formUrl() {
    return `${this.url}/leads`;
  }

  get activitiesUrl() {
    return `${this.url}/activities`;
  }

  /** Every method arrives, so that the function answers a wrong one with 405 itself. */
  route(to: LeadFunction, ...paths: readonly string[]) {
    const integration = new HttpLambdaIntegration(to.node.id, to.lambda);
    for (const path of paths) this.api.addRoutes({ path, methods: [apigateway.HttpMethod.ANY], integration });
  }

  /** For programs of our own account, or of whom it lets: only a request signed by somebody who may invoke it arrives. */
  routeSigned(to: LeadFunction, path: string) {
    const integration = new HttpLambdaIntegration(to.node.id, to.lambda);
    const authorizer = new HttpIamAuthorizer();
    this.api.addRoutes({ path, methods: [apigateway.HttpMethod.ANY], integration, authorizer });
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
