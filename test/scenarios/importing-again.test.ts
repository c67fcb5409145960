/** The same list once more, after a death or a year: nobody is lost or twice. */
import { describe, expect, test } from "vitest";
import { begin, NOTHING, people, writing } from "../stories/importing.ts";
import type { Story } from "../stories/line.ts";

describe("the same import again", () => {
  test("changes nothing: no line, no mail, no second execution", async () => {
    const { told, imports } = begin();
    await imports.run(people(5));
    await told.passes("1 hour");
    const before = told.line.leads.all();
    const { counts, begin: span } = await imports.run(people(5));
    expect(counts).toEqual({ ...NOTHING, again: 5 });
    expect(span).toBeUndefined();
    expect(told.line.leads.all()).toEqual(before);
    await told.passes("2 days");
    expect(told.mails).toHaveLength(5);
  });

  test("in another order, with another separator and other headers, and a year later, it is still the same", async () => {
    const { told, imports } = begin();
    await imports.run(people(3));
    await told.passes("1 year");
    const rows = [3, 1, 2].map((n) => `"Dairy Süd";P${n}@DAIRY.example;Person ${n}`);
    const { counts } = await imports.run(`\uFEFFFirma;E-Mail;Ansprechpartner\r\n${rows.join("\r\n")}\r\n`);
    expect(counts).toEqual({ ...NOTHING, again: 3 });
  });

  test("with consent this time, whoever was stored before is mailed from now on", async () => {
    const { told, imports } = begin();
    await imports.run(people(1), {});
    await told.passes("10 days");
    const { counts } = await imports.run(people(1));
    await told.passes("1 hour");
    expect(counts).toEqual({ ...NOTHING, known: 1 });
    expect(told.touches("p1@dairy.example")).toEqual(["welcome"]);
  });

  test("killed in the middle and run again: nobody is lost or twice, and each begins at the instant it had", async () => {
    const whole = begin();
    await whole.imports.run(people(250));

    const { told, imports } = begin();
    let writes = 0;
    const dying = writing(told, (write) => {
      if (++writes > 130) throw new Error("killed");
      return write();
    });
    await expect(imports.runUnsettled(people(250), undefined, dying)).rejects.toThrow("Stopped between line");
    expect(told.line.leads.all()).toHaveLength(130);
    await told.passes("30 seconds");
    const { counts } = await imports.run(people(250));
    expect(counts).toEqual({ ...NOTHING, new: 120, again: 130 });
    const starts = (of: Story) =>
      of.line.leads.all().map(({ leadId, enrolments }) => [leadId, enrolments[0]?.startedAt]);
    expect(starts(told).sort()).toEqual(starts(whole.told).sort());
    await told.passes("1 hour");
    expect(new Set(told.mails.map(({ to }) => to)).size).toBe(250);
    expect(told.mails).toHaveLength(250);
  });

  test("gone on with on another day, the rest is spread anew instead of beginning all at once", async () => {
    const { told, imports } = begin();
    let writes = 0;
    const dying = writing(told, (write) => {
      if (++writes > 50) throw new Error("killed");
      return write();
    });
    await expect(imports.runUnsettled(people(150), undefined, dying)).rejects.toThrow("Stopped between line");
    await told.passes("3 days");
    const welcomed = () => told.mails.filter(({ tags }) => tags.touchId.includes("welcome")).length;
    expect(welcomed()).toBe(50);
    await imports.run(people(150));
    await told.passes("1 minute");
    expect(welcomed()).toBeLessThanOrEqual(50 + 61);
    await told.passes("1 hour");
    for (const email of ["p51@dairy.example", "p150@dairy.example"])
      expect(told.touches(email)).toEqual(["welcome"]);
  });

  test("a connection lost before or after a write, and a throttled table, are waited out; nobody is there twice", async () => {
    const { told, imports } = begin();
    const troubles = ["TimeoutError", "ThrottlingException", "InternalServerError", "LeadContended"];
    const shaky = writing(told, async (write) => {
      const name = troubles.pop();
      if (name === undefined) return write();
      if (troubles.length % 2 === 0) await write();
      throw Object.assign(new Error("lost"), { name });
    });
    const { counts } = await imports.runUnsettled(people(3), undefined, shaky);
    await told.passes("1 minute");
    expect([counts.new, told.mails.length, troubles]).toEqual([3, 3, []]);
    expect((await told.lead("p1@dairy.example")).ledger.filter(({ kind }) => kind === "import")).toHaveLength(
      1,
    );
  });

  test("what won't pass by itself ends it at once, and says where", async () => {
    const { told, imports } = begin();
    const refusing = writing(told, () =>
      Promise.reject(Object.assign(new Error("no rights"), { name: "AccessDeniedException" })),
    );
    await expect(imports.runUnsettled(people(3), undefined, refusing)).rejects.toThrow(
      "Stopped between line 2 and line 4: AccessDeniedException: no rights. What is stored stays; run the same command again to go on.",
    );
  });
});
