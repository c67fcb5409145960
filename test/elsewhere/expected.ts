/** The template that was deployed, out of the cloud assembly. */
import { readFileSync } from "node:fs";
import { repositoryFile } from "../../infra/repository.ts";
import type { Template } from "../../infra/ripen-app.ts";

export const deployedTemplate = (): Template =>
  JSON.parse(readFileSync(repositoryFile("cdk.out/Ripen.template.json"), "utf8"));

export const idsOf = ({ Resources }: Template, type: string): readonly string[] =>
  Object.keys(Resources).filter((id) => Resources[id]?.Type === type);
