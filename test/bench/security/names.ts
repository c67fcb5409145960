/** Links typed where a name belongs: they must not reach the letter that greets whoever was named. */
import { understandName } from "../../../workflows/rules/names.ts";
import { Lines } from "../lines.ts";
import { type SecurityPart, toldBy } from "./part.ts";

export const securityPart: SecurityPart = async () => {
  const told = new Lines();
  const leaks = ["www.evil.example", "http://evil.example"].filter(
    (each) => understandName(each).displayName !== undefined,
  );
  told.none("links taken for a name", leaks);
  return toldBy("links in names", told);
};
