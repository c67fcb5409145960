/** An HTTP API whose functions tell what they got. */
import { arnOf, lambda, type Resources, ref } from "./aws/small-laptop.ts";

const route = (routeKey: string, to: string): Resources => ({
  [`Route${routeKey.replace(/\W/g, "")}`]: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ApiId: ref("Api"),
      RouteKey: routeKey,
      Target: { "Fn::Join": ["", ["integrations/", ref(to)]] },
    },
  },
});

function signedRoute(routeKey: string, to: string): Resources {
  const [[id, { Properties }]] = Object.entries(route(routeKey, to)) as [[string, { Properties: object }]];
  return {
    [id]: { Type: "AWS::ApiGatewayV2::Route", Properties: { ...Properties, AuthorizationType: "AWS_IAM" } },
  };
}

const integration = (to: string) => ({
  Type: "AWS::ApiGatewayV2::Integration",
  Properties: {
    ApiId: ref("Api"),
    IntegrationType: "AWS_PROXY",
    IntegrationUri: arnOf(to),
    PayloadFormatVersion: "2.0",
  },
});

export const ECHO_API: Resources = {
  Api: {
    Type: "AWS::ApiGatewayV2::Api",
    Properties: {
      Name: "small",
      ProtocolType: "HTTP",
      CorsConfiguration: {
        AllowOrigins: ["https://www.orchard.example"],
        AllowMethods: ["POST"],
        AllowHeaders: ["content-type"],
      },
    },
  },
  Stage: {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { ApiId: ref("Api"), StageName: "$default", AutoDeploy: true },
  },
  Echo: lambda("echo"),
  Answer: lambda("answer"),
  ToEcho: integration("Echo"),
  ToAnswer: integration("Answer"),
  Slow: lambda("slow"),
  ToSlow: { ...integration("Slow"), Properties: { ...integration("Slow").Properties, TimeoutInMillis: 50 } },
  ...route("GET /slow", "ToSlow"),
  ...route("ANY /echo", "ToEcho"),
  ...route("ANY /handoffs/{token}", "ToEcho"),
  ...route("GET /handoffs/help", "ToAnswer"),
  ...route("GET /files/{path+}", "ToEcho"),
  ...route("POST /answer", "ToAnswer"),
  ...signedRoute("ANY /signed", "ToEcho"),
};
