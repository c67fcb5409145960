/** Each rule by a table: what AWS and DNS tell, what is made of it. */
import { test } from "vitest";
import { CASES } from "./cases/all.ts";
import { isLike } from "./rule-table.ts";

test.each(CASES)("%s", (_, found, like) => isLike(found, like));
