/** What can be wrong with edited sources, found out before anything that runs is touched. */
import { offered } from "./aws/states.ts";
import { account, region } from "./laptop.ts";
import type { FunctionSurroundings, Program, Urls } from "./program.ts";
import { readTemplate } from "./stand-up.ts";
import { readDefinition } from "./step-functions/definition/read-definition.ts";
import { planFunctions } from "./template/functions.ts";
import { planMachines } from "./template/machines.ts";
import { referencesOf } from "./template/references.ts";

/**
 * The program with its template made and each function loaded, so that it starts without delay. Throws whatever is
 * wrong with a source, the stack or the workflow's definition.
 */
export async function rehearse(program: Program, urls: Urls): Promise<Program> {
  const made = program.template(urls);
  const template = readTemplate(made);
  const place = { region, account, stackName: program.stackName, aws: urls.aws, api: urls.api };
  const plan = { template, references: referencesOf(template, place, new Map()) };
  for (const settings of planFunctions(plan)) await program.handler(settings, nowhere(urls));
  for (const { definition } of planMachines(plan)) readDefinition(definition, offered);
  return { ...program, template: () => made };
}

/** Enough to make a handler, which is never called. */
function nowhere(urls: Urls): FunctionSurroundings {
  const report = { info() {}, warn() {}, count() {}, measure() {} };
  return {
    urls,
    region,
    clock: { now: Date.now, setAlarm: (at) => ({ at, cancel() {} }) },
    random: Math.random,
    uuid: () => "",
    log: { report, trouble() {}, metrics: () => ({}) },
  };
}
