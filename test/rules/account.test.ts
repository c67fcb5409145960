import { expect, test } from "vitest";
import { accountOf } from "../../workflows/rules/account.ts";

test.each([
  ["jl@foodcorp.example", "foodcorp.example"],
  [" JL@FoodCorp.Example ", "foodcorp.example"],
  ["info@foodcorp.example", "foodcorp.example"],
  ["a@kühlhaus.example", "xn--khlhaus-n2a.example"],
  ["a@xn--khlhaus-n2a.example", "xn--khlhaus-n2a.example"],
  ["ann@gmail.com", undefined],
  ["ann@gmial.com", undefined],
  ["x@mailinator.com", undefined],
])("the account of %s is %s", (address, account) => {
  expect(accountOf(address)).toBe(account);
});
