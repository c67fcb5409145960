import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type IHttpStage,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

type Domain = NonNullable<Settings["domain"]>;

/** A name of the company's own for the API, straight to it. Links to the API's first name, in mails already sent, go on working. */
export class CustomDomain extends Construct {
  /** `name TYPE value`, for the DNS. */
  readonly dnsRecord: string;

  constructor(
    scope: Construct,
    id: string,
    { domain, api, stage }: { domain: Domain; api: HttpApi; stage: IHttpStage },
  ) {
    super(scope, id);
    const domainName = new DomainName(this, "Name", {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, "Mapping", { api, domainName, stage });
    this.dnsRecord = `${domain.name} CNAME ${domainName.regionalDomainName}`;
  }
}
