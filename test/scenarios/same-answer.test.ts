import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, type DoorRig, doorRig, WHO } from "../bench/security/door-rig.ts";

describe("nobody learns from the form who is known", () => {
  let rig: DoorRig;
  let stranger: Answered;
  beforeAll(async () => {
    rig = await doorRig();
    stranger = await rig.post({ email: "leo@dairy.example", consent: "yes" });
  });
  afterAll(() => rig?.stop());

  test("S50 a post is two counts, one reading and one transaction", () => {
    expect(stranger.calls).toEqual(["UpdateItem", "UpdateItem", "Query", "TransactWriteItems"]);
  });

  test.each(Object.entries(WHO))(
    "S50 %s: the same status, the same bytes, the same calls to the table",
    async (who, comes) => {
      const { answer, calls } = await comes(rig, `${who.replace(/\W+/g, "-")}@dairy.example`);
      expect({ answer, calls }).toEqual({ answer: stranger.answer, calls: stranger.calls });
    },
  );
});
