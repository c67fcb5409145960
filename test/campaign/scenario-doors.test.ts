import { expect, test } from "vitest";
import { ROUTES } from "../../local/campaign/scenario/doors.ts";
import { resources } from "../infra/deployed.ts";

test("a scenario's people find every door that the stack has, and no other", () => {
  const deployed = Object.values(resources("AWS::ApiGatewayV2::Route")).map(({ RouteKey }) => RouteKey);
  expect(ROUTES.toSorted()).toEqual(deployed.toSorted());
});
