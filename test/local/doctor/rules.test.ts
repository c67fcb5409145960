/** Each rule by a table: what AWS and DNS tell, what is made of it. */
import { test } from "vitest";
import { MAIL_CASES } from "./cases/mail.ts";
import { STACK_CASES } from "./cases/stack.ts";
import { isLike } from "./rule-table.ts";

test.each([...STACK_CASES, ...MAIL_CASES])("%s", (_, found, like) => isLike(found, like));
