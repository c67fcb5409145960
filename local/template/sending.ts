import * as z from "zod";
import type { SesSettings } from "../ses/ses-settings.ts";
import { type Plan, planned } from "./properties.ts";

const Identity = z.strictObject({
  EmailIdentity: z.string(),
  ConfigurationSetAttributes: z.strictObject({ ConfigurationSetName: z.string() }).optional(),
  // Without meaning on one machine:
  DkimAttributes: z.unknown().optional(),
  DkimSigningAttributes: z.unknown().optional(),
  FeedbackAttributes: z.unknown().optional(),
  MailFromAttributes: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const ConfigurationSet = z.strictObject({
  Name: z.string().optional(),
  SuppressionOptions: z.strictObject({ SuppressedReasons: z.array(z.string()).default([]) }).optional(),
  // Without meaning on one machine:
  DeliveryOptions: z.unknown().optional(),
  ReputationOptions: z.unknown().optional(),
  SendingOptions: z.strictObject({ SendingEnabled: z.literal(true) }).optional(),
  Tags: z.unknown().optional(),
});

const Destination = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.strictObject({ TopicARN: z.string() }),
  }),
});

export function planSending(plan: Plan, region: string, account: string): SesSettings {
  const destinations = planned(plan, "AWS::SES::ConfigurationSetEventDestination", Destination)
    .map(({ properties }) => properties)
    .filter(({ EventDestination }) => EventDestination.Enabled);
  const sets = planned(plan, "AWS::SES::ConfigurationSet", ConfigurationSet).map(
    ({ ref: name, properties }) => ({
      name,
      suppressedReasons: new Set(properties.SuppressionOptions?.SuppressedReasons),
      destinations: destinations
        .filter(({ ConfigurationSetName }) => ConfigurationSetName === name)
        .map(({ EventDestination: { SnsDestination, MatchingEventTypes } }) => ({
          topicArn: SnsDestination.TopicARN,
          types: new Set(MatchingEventTypes.map((type) => type.charAt(0).toLowerCase() + type.slice(1))),
        })),
    }),
  );
  const identities = planned(plan, "AWS::SES::EmailIdentity", Identity).map(({ properties }) => {
    const { EmailIdentity, ConfigurationSetAttributes } = properties;
    return [EmailIdentity.toLowerCase(), ConfigurationSetAttributes?.ConfigurationSetName] as const;
  });
  return {
    region,
    account,
    identities: new Map(identities),
    configurationSets: new Map(sets.map((set) => [set.name, set])),
  };
}
