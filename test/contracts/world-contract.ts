/** What every World must do, port by port. Whoever writes another one runs it through this. */
import { afterAll, beforeAll, describe } from "vitest";
import { deskContract } from "./desk-contract.ts";
import { deskDoorContract } from "./desk-door-contract.ts";
import { erasingContract } from "./erasing-contract.ts";
import { formDoorContract } from "./form-door-contract.ts";
import { formStampContract, linksContract } from "./links-contract.ts";
import { mailboxContract } from "./mailbox-contract.ts";
import type { MakeWorld, Outside } from "./port.ts";
import { sentMailsContract } from "./sent-mails-contract.ts";
import { identityContract, mailContract, topicContract, workflowsContract } from "./services-contract.ts";
import { stagesContract } from "./stages-contract.ts";
import { standingsContract } from "./standings-contract.ts";
import { tableContract } from "./table-contract.ts";
import { tableGuardContract } from "./table-guard-contract.ts";
import { tableSleepContract } from "./table-sleep-contract.ts";

export function worldContract(name: string, makeWorld: MakeWorld): void {
  describe(`the World ${name}`, () => {
    let made: Outside;
    const outside = () => made;
    beforeAll(async () => {
      made = await makeWorld();
    });
    afterAll(() => made?.stop());

    describe("leads", () => {
      tableContract(outside);
      tableGuardContract(outside);
      tableSleepContract(outside);
    });
    describe("stages", () => stagesContract(outside));
    describe("erasing", () => erasingContract(outside));
    describe("the sending limit", () => mailboxContract(outside));
    describe("the desk's doors", () => deskDoorContract(outside));
    describe("rota", () => deskContract(outside));
    describe("standings", () => standingsContract(outside));
    describe("mail", () => mailContract(outside));
    describe("sent mails", () => sentMailsContract(outside));
    describe("sales", () => topicContract(outside, "sales"));
    describe("tasks", () => topicContract(outside, "tasks"));
    describe("workflows", () => workflowsContract(outside));
    describe("identity", () => identityContract(outside));
    describe("links", () => linksContract(outside));
    describe("the form's door", () => formDoorContract(outside));
    describe("a form's stamp", () => formStampContract(outside));
  });
}
