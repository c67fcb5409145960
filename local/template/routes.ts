import * as z from "zod";
import { type Plan, planned } from "./properties.ts";
import { TemplateRefused } from "./template.ts";

const Cors = z.strictObject({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});
export type Cors = z.infer<typeof Cors>;

const Api = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal("HTTP"),
  Description: z.string().optional(),
  CorsConfiguration: Cors.optional(),
  DisableExecuteApiEndpoint: z.literal(false).optional(),
  Tags: z.unknown().optional(),
});

const Integration = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  IntegrationMethod: z.string().optional(),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z.number().default(30_000),
});

const Route = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(["NONE", "AWS_IAM"]).default("NONE"),
});

/** Throttling and access logs need no stand-in: the laptop is asked by one person. */
const Stage = z.object({ ApiId: z.string(), StageName: z.literal("$default") });

export interface PlannedRoute {
  /** As in the template: `ANY /handoffs/{token}`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMillis: number;
  /** Whether only signed requests come through. */
  readonly signed: boolean;
}

export interface PlannedApi {
  readonly apiId: string;
  readonly stage: string;
  readonly cors: Cors | undefined;
  readonly routes: readonly PlannedRoute[];
}

/** Undefined when the template has no HTTP API; more than one is refused, since there is one port for it. */
export function planApi(plan: Plan): PlannedApi | undefined {
  const [api, second] = planned(plan, "AWS::ApiGatewayV2::Api", Api);
  if (second !== undefined)
    throw new TemplateRefused(`${second.id} is a second HTTP API: the laptop has a port for one.`);
  if (api === undefined) return undefined;
  const stages = planned(plan, "AWS::ApiGatewayV2::Stage", Stage);
  if (stages.length === 0) throw new TemplateRefused(`${api.id} has no stage, so nobody could reach it.`);
  const integrations = new Map(
    planned(plan, "AWS::ApiGatewayV2::Integration", Integration).map(({ ref, properties }) => [
      `integrations/${ref}`,
      properties,
    ]),
  );
  const routes = planned(plan, "AWS::ApiGatewayV2::Route", Route).map(
    ({ id, properties: { RouteKey, Target, AuthorizationType } }) => {
      const integration = integrations.get(Target);
      if (integration === undefined)
        throw new TemplateRefused(`${id} leads to ${Target}, which isn't there.`);
      return {
        routeKey: RouteKey,
        functionArn: integration.IntegrationUri,
        timeoutMillis: integration.TimeoutInMillis,
        signed: AuthorizationType === "AWS_IAM",
      };
    },
  );
  return { apiId: api.ref, stage: "$default", cors: api.properties.CorsConfiguration, routes };
}
