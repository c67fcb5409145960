import { type RemovalPolicy, Validations } from "aws-cdk-lib";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { pinLogicalId } from "./logical-id.ts";
import { removalPolicy } from "./removal.ts";
import type { Settings } from "./settings.ts";

/** Two keys, apart from each other: whoever can sign a link can't tell whose id is whose. */
export class Keys extends Construct {
  /** Turns an address into a lead's id. With another key every returning lead would be a stranger: it stays as long as the table. */
  readonly ids: Secret;
  /**
   * Signs the links in mails and notifications. `npm run keys -- rotate` puts a new key into `key`, the old one under its
   * id into `former` and that id into `previous`, which is absent until then.
   */
  readonly links: Secret;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const removal = removalPolicy(settings);
    this.ids = keySecret(
      this,
      "Ids",
      "Derives lead ids from addresses. Never rotate, never delete: ids would change.",
      removal,
    );
    this.links = keySecret(
      this,
      "Links",
      "Signs links. Former keys stay in it: unsubscribe links never expire.",
      removal,
    );
    pinLogicalId(this.ids, "IdSecret");
    pinLogicalId(this.links, "LinkSecret");
  }

  grantDeriveIds(grantee: IGrantable) {
    grantRead(this.ids, grantee);
  }

  grantSignLinks(grantee: IGrantable) {
    grantRead(this.links, grantee);
  }
}

function grantRead(secret: Secret, grantee: IGrantable) {
  const actions = ["secretsmanager:GetSecretValue"];
  Grant.addToPrincipal({ grantee, actions, resourceArns: [secret.secretArn] }).assertSuccess();
}

function keySecret(scope: Construct, id: string, description: string, removal: RemovalPolicy): Secret {
  const secret = new Secret(scope, id, {
    description,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ keyId: "k1", former: {} }),
      generateStringKey: "key",
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: removal,
  });
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason:
      "Ids must never change, and links in mails already sent must verify for ever: no rotation by the clock.",
  });
  return secret;
}
