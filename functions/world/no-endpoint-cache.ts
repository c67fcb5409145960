/**
 * Stands in the functions' bundles for `@aws-sdk/endpoint-cache`, which keeps endpoints that a service was asked for. The
 * client for DynamoDB makes one, and none of its calls asks.
 */
/** As the SDK makes one with every client. */
export class EndpointCache {
  get = leftOut;
  getEndpoint = leftOut;
  set = leftOut;
  has = leftOut;
}

function leftOut() {
  throw new Error(
    "This call discovers its endpoint, whose code infra/bundle-functions.ts leaves out of the functions' bundles.",
  );
}
