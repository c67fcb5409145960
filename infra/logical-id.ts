import { CfnResource } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/**
 * Keeps a resource's physical self wherever its construct moves to: a moved table would come back empty, a moved
 * machine would kill its sleepers, a moved role or function would fail them on waking.
 */
export function pinLogicalId(construct: IConstruct, logicalId: string) {
  cfnResource(construct).overrideLogicalId(logicalId);
}

export function cfnResource(construct: IConstruct): CfnResource {
  const resource = construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} is no single resource.`);
  return resource;
}
