import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, test } from "vitest";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { linkSecret } from "../../../local/keys/link-secret.ts";
import { linksOnly } from "../../../local/keys/reached-keys.ts";
import { newKey, rotatedRing, tooSoon } from "../../../local/keys/rotation.ts";
import { seeded } from "../../../local/memory/seeded.ts";

const BORN: KeyRing = { keyId: "k1", key: "1".repeat(64), former: {} };

test("a new key has 64 letters and digits, and an id that says nothing of it", () => {
  const { keyId, key } = newKey(seeded(7));
  expect(keyId).toMatch(/^k[a-z]{8}$/);
  expect(key).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(key).not.toContain(keyId.slice(1));
});

test("of a hundred rotations no key is lost, and each is previous once", () => {
  const random = seeded(7);
  let ring = BORN;
  const all = new Map([[BORN.keyId, BORN.key]]);
  for (let each = 0; each < 100; each++) {
    const next = newKey(random);
    const before = ring.keyId;
    ring = rotatedRing(ring, next);
    all.set(next.keyId, next.key);
    expect(ring).toMatchObject({ ...next, previous: before });
  }
  expect(new Map([...Object.entries(ring.former), [ring.keyId, ring.key]])).toEqual(all);
});

test("within an hour of a rotation another one waits, and the first rotation ever never does", () => {
  const held = { ring: rotatedRing(BORN, newKey(seeded(7))), version: "v", since: 0 };
  expect(tooSoon(held, 3_599_999)).toMatch(
    /^The key k[a-z]{8} is in use since 1970-01-01 00:00 UTC only: .* Wait until 1970-01-01 01:00 UTC/,
  );
  expect(tooSoon(held, 3_600_000)).toBeUndefined();
  expect(tooSoon({ ...held, ring: BORN }, 0)).toBeUndefined();
});

test("a stack that names the secret of ids as that of links is refused before anything is read", () => {
  expect(linksOnly({ LinkSecretArn: "arn:links", IdSecretArn: "arn:ids" })).toBe("arn:links");
  expect(() => linksOnly({ LinkSecretArn: "arn:ids", IdSecretArn: "arn:ids" })).toThrow(
    "The stack names arn:ids as its LinkSecretArn, which is the secret of ids: that one is never touched.",
  );
});

describe("what a secret holds that is no ring", () => {
  const holding = (SecretString: string) =>
    linkSecret(
      {
        send: async (command: unknown) =>
          command instanceof GetSecretValueCommand
            ? { SecretString, VersionId: "v", CreatedDate: new Date(0) }
            : expect.fail("nothing may be written"),
      } as unknown as SecretsManagerClient,
      "arn",
    );

  test.each(["hunter2hunter2", '{"key":"hunter2', '{"keyId":"k1","key":"hunter2","former":{}}', '{"key":7}'])(
    "%s is refused without a word of it",
    async (text) => {
      const error = await holding(text)
        .read()
        .catch((each: unknown) => each);
      expect(String(error)).toContain("The secret is no ring of keys as infra/keys.ts lays it");
      expect(`${error} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain("hunter2");
    },
  );
});
