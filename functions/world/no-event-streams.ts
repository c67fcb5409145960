/**
 * Stands in the functions' bundles for `@smithy/core/event-streams`, which the SDK loads for operations that stream events.
 * No function calls one.
 */
/** As the SDK makes one on first use. */
export class EventStreamSerde {
  constructor() {
    throw new Error(
      "This operation streams events, whose code infra/bundle-functions.ts leaves out of the functions' bundles.",
    );
  }
}

export const eventStreamSerdeProvider = () => new EventStreamSerde();
