import { expect, test } from "vitest";
import { ROUTES } from "../../local/campaign/scenario/doors.ts";
import { resources } from "../infra/deployed.ts";

test("a scenario's people find every door that the stack has, but for those of its administrators, and no other", () => {
  const deployed = Object.values(resources("AWS::ApiGatewayV2::Route")).map(({ RouteKey }) =>
    String(RouteKey),
  );
  const theirs = deployed.filter((route) => !route.startsWith("ANY /admin/"));
  expect(ROUTES.toSorted()).toEqual(theirs.toSorted());
});
