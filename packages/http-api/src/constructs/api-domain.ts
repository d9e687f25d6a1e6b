import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import type { AlarmSettings } from "./alarm";
import { CertificateAlarm } from "./certificate-alarm";

/** Settings of an {@link ApiDomain}. */
export interface ApiDomainProps {
  readonly apiId: string;
  readonly stageId: string;
  readonly domainName: string;
  /** In the API's Region. @default one is requested, and validated in the hosted zone */
  readonly certificateArn?: string;
  /** Public ACM certificate that proves ownership of the name, where the certificate is imported or private and there is a truststore. */
  readonly ownershipCertificateArn?: string;
  /** @default ipv4 */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Route 53 zone of the alias record. @default no record is created */
  readonly hostedZoneId?: string;
  /** PEM file in S3 with the authorities whose clients are accepted. @default clients need no certificate */
  readonly truststore?: { readonly uri: string; readonly version?: string };
  /** Of the alarms on its certificates. @default none */
  readonly alarms?: AlarmSettings;
}

/** A custom host name of a stage. */
export class ApiDomain extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: ApiDomainProps) {
    super(scope, id);
    const certificateArn = props.certificateArn ?? this.requestedCertificate(props);
    const domain = new Apigatewayv2DomainName(this, "Resource", {
      domainName: props.domainName,
      domainNameConfiguration: {
        certificateArn,
        ...(props.ownershipCertificateArn === undefined
          ? {}
          : { ownershipVerificationCertificateArn: props.ownershipCertificateArn }),
        endpointType: "REGIONAL",
        ...(props.ipAddressType === undefined ? {} : { ipAddressType: props.ipAddressType }),
        securityPolicy: "TLS_1_2",
      },
      ...(props.truststore
        ? {
            mutualTlsAuthentication: {
              truststoreUri: props.truststore.uri,
              ...(props.truststore.version === undefined ? {} : { truststoreVersion: props.truststore.version }),
            },
          }
        : {}),
    });
    new Apigatewayv2ApiMapping(this, "mapping", {
      apiId: props.apiId,
      domainName: domain.id,
      stage: props.stageId,
    });
    if (props.hostedZoneId !== undefined) {
      const alias = {
        zoneId: props.hostedZoneId,
        name: props.domainName,
        alias: {
          name: domain.domainNameConfiguration.targetDomainName,
          zoneId: domain.domainNameConfiguration.hostedZoneId,
          evaluateTargetHealth: false,
        },
      };
      new Route53Record(this, "alias", { ...alias, type: "A" });
      if (props.ipAddressType === "dualstack") new Route53Record(this, "alias-ipv6", { ...alias, type: "AAAA" });
    }
    if (props.alarms) this.watch(certificateArn, props.ownershipCertificateArn, props.alarms);
    this.url = `https://${props.domainName}`;
  }

  private watch(certificateArn: string, ownershipCertificateArn: string | undefined, alarms: AlarmSettings): void {
    new CertificateAlarm(this, "expiry", { ...alarms, certificateArn, user: "domain" });
    if (ownershipCertificateArn === undefined) return;
    const ownership = { certificateArn: ownershipCertificateArn, user: "domain-ownership" };
    new CertificateAlarm(this, "ownership-expiry", { ...alarms, ...ownership });
  }

  private requestedCertificate({ domainName, hostedZoneId }: ApiDomainProps): string {
    if (hostedZoneId === undefined) {
      throw new Error(
        `${this.node.path}: a certificate cannot be validated without a hosted zone; give certificateArn or hostedZoneId`,
      );
    }
    const certificate = new AcmCertificate(this, "certificate", {
      domainName,
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    // One name, so one option; it is a set, which cannot be indexed.
    function option(attribute: string) {
      return `\${tolist(${certificate.fqn}.domain_validation_options)[0].${attribute}}`;
    }
    const record = new Route53Record(this, "validation", {
      zoneId: hostedZoneId,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      ttl: 60,
      allowOverwrite: true,
    });
    return new AcmCertificateValidation(this, "validated", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }
}
