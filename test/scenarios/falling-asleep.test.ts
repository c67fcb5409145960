import { describe, expect, test } from "vitest";
import { TaskError } from "../../local/step-functions/errors.ts";
import { FITTING, type Story, story } from "../stories/line.ts";

/** The first `times` of the workflow's own writes fail as named. */
function failing(told: Story, error: string, times: number): void {
  const { leads } = told.line;
  const write = leads.updateItem.bind(leads);
  let left = times;
  leads.updateItem = (given) => {
    left -= 1;
    return left >= 0 ? Promise.reject(new TaskError(error)) : write(given);
  };
}

describe("falling asleep on a table that hesitates", () => {
  test.each([
    ["DynamoDb.TransactionConflictException", 3],
    ["DynamoDb.ThrottlingException", 5],
    ["DynamoDb.SdkClientException", 2],
    ["DynamoDb.ProvisionedThroughputExceededException", 1],
  ])(
    "%s, %i times: the lead sleeps all the same, is in no trouble, and its next mail comes on the day",
    async (error, times) => {
      const told = story();
      failing(told, error, times);
      await told.posts(FITTING);
      await told.passes("2 minutes");
      const { lead } = await told.lead();
      expect(lead.wakeToken).toBeDefined();
      expect(lead.troubles).toBeUndefined();
      await told.passes("3 days");
      expect(told.touches()).toEqual(["welcome", "second"]);
    },
  );

  test("an error that nobody foresaw is trouble: six hours, and on it goes", async () => {
    const told = story();
    failing(told, "DynamoDb.AccessDeniedException", 1);
    await told.posts(FITTING);
    expect((await told.lead()).lead).toMatchObject({
      trouble: "DynamoDb.AccessDeniedException",
      troubles: 1,
    });
    await told.passes("7 hours");
    const { lead } = await told.lead();
    expect(lead.trouble).toBeUndefined();
    expect(told.touches()).toEqual(["welcome"]);
  });
});
