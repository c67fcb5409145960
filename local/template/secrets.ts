import * as z from "zod";
import type { Secrets } from "../aws/secrets-manager.ts";
import { type Plan, planned } from "./properties.ts";

const Generated = z.strictObject({
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
  PasswordLength: z.number().default(32),
  ExcludePunctuation: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  ExcludeCharacters: z.string().default(""),
});
type Generated = z.infer<typeof Generated>;

const Secret = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().default(""),
  SecretString: z.string().optional(),
  GenerateSecretString: Generated.optional(),
  // Without meaning on one machine:
  KmsKeyId: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** `random` in [0, 1): good dice, since whoever guesses a key can sign links. */
export function standUpSecrets(plan: Plan, secrets: Secrets, random: () => number) {
  for (const { ref: arn, properties } of planned(plan, "AWS::SecretsManager::Secret", Secret)) {
    const { Description: description, SecretString, GenerateSecretString } = properties;
    const name = arn.slice(arn.lastIndexOf(":") + 1).replace(/-laptop$/, "");
    secrets.ensure(
      { arn, name, description },
      () => SecretString ?? generate(GenerateSecretString ?? Generated.parse({}), random),
    );
  }
}

function generate(how: Generated, random: () => number): string {
  const allowed = [
    how.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
    how.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    how.ExcludeNumbers ? "" : "0123456789",
    how.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
  ].join("");
  const characters = [...allowed].filter((character) => !how.ExcludeCharacters.includes(character));
  const password = Array.from(
    { length: how.PasswordLength },
    () => characters[Math.floor(random() * characters.length)],
  ).join("");
  if (how.GenerateStringKey === undefined) return password;
  return JSON.stringify({
    ...JSON.parse(how.SecretStringTemplate ?? "{}"),
    [how.GenerateStringKey]: password,
  });
}
