import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Settings of a {@link CertificateAlarm}. */
export interface CertificateAlarmProps extends AlarmSettings {
  /** In the Region of the stack. */
  readonly certificateArn: string;
  /** Where the certificate is used; the alarm is called `<user>/certificate`. */
  readonly user: string;
}

/**
 * Days left, from which on a certificate should have been renewed: what Security Hub's control ACM.1 takes. Certificate
 * Manager renews its own 60 days before they end, and tells of the others 45 days before.
 */
export const CERTIFICATE_DAYS = 30;
const DAY_SECONDS = 86_400;

/** An alarm on a certificate that ends soon and was not renewed. */
export class CertificateAlarm extends Construct {
  constructor(scope: Construct, id: string, { certificateArn, user, ...settings }: CertificateAlarmProps) {
    super(scope, id);
    new Alarm(this, "Resource", {
      ...settings,
      name: `${user}/certificate`,
      description: `The certificate ends within ${String(CERTIFICATE_DAYS)} days: import the new one under the same ARN, or see why Certificate Manager did not renew it. docs/operations.md, "Certificate".`,
      metrics: {
        days: {
          namespace: "AWS/CertificateManager",
          name: "DaysToExpiry",
          dimensions: { CertificateArn: certificateArn },
          statistic: "Minimum",
        },
      },
      threshold: CERTIFICATE_DAYS,
      below: true,
      periods: 1,
      periodSeconds: DAY_SECONDS,
      // Twice a day there is a value, and none once the certificate has ended: the alarm stays on then.
      missingData: "ignore",
    });
  }
}
