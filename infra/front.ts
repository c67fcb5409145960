import { Duration, Fn, Stack, Validations } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

type Domain = NonNullable<Settings["domain"]>;

/**
 * CloudFront before the API, for the web ACL's sake alone, which an HTTP API can't have: nothing is cached, nothing is
 * logged. It shows the functions by a secret that a request came through it, and whose address it saw.
 */
export class Front extends Construct {
  /** `name TYPE value`, for the DNS. */
  readonly dnsRecord: string;
  /** What `x-ripen-front` must say; resolved by CloudFormation when it deploys. */
  readonly proof: string;

  constructor(scope: Construct, id: string, { domain, api }: { domain: Domain; api: HttpApi }) {
    super(scope, id);
    this.proof = proofOf(this);
    const distribution = new cloudfront.Distribution(this, "Distribution", {
      comment: `Ripen: ${domain.name}`,
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(
        this,
        "Certificate",
        domain.frontCertificateArn ?? domain.certificateArn,
      ),
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...(domain.webAclArn === undefined ? {} : { webAclId: domain.webAclArn }),
      defaultBehavior: {
        origin: new HttpOrigin(Fn.select(2, Fn.split("/", api.apiEndpoint)), {
          customHeaders: { "x-ripen-front": this.proof },
          originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
        }),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        // Not a redirect: what came in the clear has been read already.
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        originRequestPolicy: this.forwarded(),
      },
      errorResponses: NEVER_KEPT,
    });
    Validations.of(distribution).acknowledge(
      {
        id: "AwsSolutions-CFR1",
        reason: "Leads, and links in their mails, come from everywhere; the web ACL may refuse a country.",
      },
      {
        id: "AwsSolutions-CFR3",
        reason:
          "An access log would hold paths, and a path holds a person's token; the API logs each request by its route.",
      },
    );
    this.dnsRecord = `${domain.name} CNAME ${distribution.distributionDomainName}`;
  }

  /** All that functions and the API's CORS read; not Host, by which the API knows itself. Ten headers are the most. */
  private forwarded() {
    const { stackName, region } = Stack.of(this);
    return new cloudfront.OriginRequestPolicy(this, "Forwarded", {
      // CDK would call it by its place in the stack, alike for every stage of an account.
      originRequestPolicyName: `${stackName}-${region}`,
      queryStringBehavior: cloudfront.OriginRequestQueryStringBehavior.all(),
      cookieBehavior: cloudfront.OriginRequestCookieBehavior.none(),
      headerBehavior: cloudfront.OriginRequestHeaderBehavior.allowList(
        "Accept",
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "CloudFront-Viewer-Address",
        "Content-Type",
        "Idempotency-Key",
        "Origin",
        "Referer",
        "User-Agent",
      ),
    });
  }
}

/** CloudFront keeps an error for ten seconds by its path alone, whatever its cache policy says: one lead's would be everybody's. */
const NEVER_KEPT: cloudfront.ErrorResponse[] = [404, 405, 414, 500, 501, 502, 503, 504].map((httpStatus) => ({
  httpStatus,
  ttl: Duration.seconds(0),
}));

/** Unwrapped into the header and two functions' environment: whoever may read those could claim another network's address, and post past the web ACL. */
function proofOf(scope: Construct): string {
  const secret = new Secret(scope, "Proof", {
    description: "What CloudFront shows the functions, so that they believe it whose address it saw.",
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason:
      "CloudFront and the functions learn it when the stack is deployed: rotated between, the form's door would be shut.",
  });
  return secret.secretValue.unsafeUnwrap();
}
