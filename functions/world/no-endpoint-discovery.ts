/**
 * Stands in the functions' bundles for `@aws-sdk/middleware-endpoint-discovery`, by which some calls ask the service where to
 * go. The client for DynamoDB prepares for it, and none of its calls does so.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};

export const resolveEndpointDiscoveryConfig = <Config>(config: Config) => config;
