import { expect, test } from "vitest";
import type { Links } from "../../../functions/world/links.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { memoryLinks } from "../../../local/memory/memory-links.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";

const RING: KeyRing = { keyId: "k2", key: "2".repeat(64), former: { k1: "1".repeat(64) }, previous: "k1" };
const API = "https://api.ripen.example";
const leadId = LeadId.parse("0123456789abcdef0123456789abcdef");
const onAws = signedLinks(
  async () => RING,
  () => API,
);
const inMemory = memoryLinks(() => RING, API);

test.each<[string, (links: Links) => Promise<string>]>([
  [
    "a lead's link",
    (links) =>
      links.url({ purpose: "task", leadId, n: 2, touchId: "small_1_call_1", since: 7, expiresAt: 9_999 }),
  ],
  ["one without an end", (links) => links.url({ purpose: "unsubscribe", leadId })],
  ["a person's own page", (links) => links.deskUrl({ person: "tom", expiresAt: 1_234_567 })],
  ["a form's stamp", (links) => links.formStamp(1_764_000_000_123)],
])("%s is the same to the byte on AWS and in memory", async (_, make) => {
  expect(await make(onAws)).toBe(await make(inMemory));
});
