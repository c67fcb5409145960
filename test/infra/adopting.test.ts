/** What remains of a stack can be taken up by a new one: `cdk import` brings in these four and nothing else. */
import { expect, test } from "vitest";
import { ripenTemplate } from "../../infra/ripen-app.ts";

const REMAINS = ["LeadTable", "SentMails", "IdSecret", "LinkSecret"];
const { Resources } = ripenTemplate();

test("each of the four remains, and means nothing but itself: a stack of them alone is whole", () => {
  for (const id of REMAINS) {
    const resource = Resources[id];
    expect(resource).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(JSON.stringify(resource)).not.toMatch(/"(Ref|Fn::\w+|DependsOn)"/);
  }
});

test("none has a name of its own, which would stand in the way of the one that remained", () => {
  for (const id of REMAINS)
    for (const name of ["TableName", "BucketName", "Name"])
      expect(Resources[id]?.Properties).not.toHaveProperty(name);
});

// CloudFormation generates a secret anew where this differs from what it was made with: every lead would be a stranger.
test("the generator of both secrets is as it was when the first stack was deployed", () => {
  for (const id of ["IdSecret", "LinkSecret"])
    expect(Resources[id]?.Properties?.["GenerateSecretString"]).toEqual({
      ExcludePunctuation: true,
      GenerateStringKey: "key",
      PasswordLength: 64,
      SecretStringTemplate: '{"keyId":"k1","former":{}}',
    });
});

test("the bucket's policy goes with the stack, so that the next one can make its own", () => {
  const policy = Object.values(Resources).find(({ Type }) => Type === "AWS::S3::BucketPolicy");
  expect(policy).toBeDefined();
  expect(policy).not.toHaveProperty("DeletionPolicy");
});
