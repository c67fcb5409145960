import { describe, expect, test } from "vitest";
import { countryOf } from "../../workflows/rules/country.ts";

describe("a country, in whatever language it was typed", () => {
  const meant: readonly (readonly [string, string])[] = [
    ["Deutschland", "DE"],
    ["germany", "DE"],
    ["  ALEMANIA ", "DE"],
    ["Federal Republic of Germany", "DE"],
    ["de", "DE"],
    ["Polska", "PL"],
    ["Österreich", "AT"],
    ["Oesterreich", "AT"],
    ["España", "ES"],
    ["Espana", "ES"],
    ["Holland", "NL"],
    ["the Netherlands", "NL"],
    ["Bharat", "IN"],
    ["भारत", "IN"],
    ["日本", "JP"],
    ["대한민국", "KR"],
    ["中国", "CN"],
    ["Россия", "RU"],
    ["Ελλάδα", "GR"],
    ["USA!!", "US"],
    ["U.S.A.", "US"],
    ["u.s.", "US"],
    ["United States", "US"],
    ["America", "US"],
    ["UK", "GB"],
    ["England", "GB"],
    ["Republic of Ireland", "IE"],
    ["Éire", "IE"],
    ["Northern Ireland", "GB"],
    ["Türkiye", "TR"],
    ["Turkey", "TR"],
    ["Czech Republic", "CZ"],
    ["Česko", "CZ"],
    ["Côte d’Ivoire", "CI"],
    ["Ivory Coast", "CI"],
    ["Maroc", "MA"],
    ["South Korea", "KR"],
    ["Republic of Korea", "KR"],
    ["Berlin, Germany", "DE"],
    ["Germany / Deutschland", "DE"],
  ];
  test.each(meant)("%j", (typed, code) => {
    expect(countryOf(typed)).toBe(code);
  });

  test.each([
    "",
    "Narnia",
    "constructor",
    "__proto__",
    "Europe",
    "EU",
    "zz",
    "n/a",
    "Germany and France",
    "Germany, France",
    "123",
    "!!",
  ])("%j is none", (typed) => {
    expect(countryOf(typed)).toBeUndefined();
  });
});
