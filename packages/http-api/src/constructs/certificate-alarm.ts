import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Settings of a {@link CertificateAlarm}. */
export interface CertificateAlarmProps extends AlarmSettings {
  /** Certificate in the Region of the stack. */
  readonly certificateArn: string;
  /** Where the certificate is used; the alarm is called `<user>/certificate`. */
  readonly user: string;
}

/**
 * Days before expiry by which a certificate should have been renewed, as in Security Hub's control ACM.1. Certificate Manager
 * renews its own certificates 60 days before, and sends events about all others from 45 days before.
 */
export const CERTIFICATE_DAYS = 30;
const DAY_SECONDS = 86_400;

/** An alarm on a certificate that expires soon and was not renewed. */
export class CertificateAlarm extends Construct {
  constructor(scope: Construct, id: string, { certificateArn, user, ...settings }: CertificateAlarmProps) {
    super(scope, id);
    new Alarm(this, "Resource", {
      ...settings,
      name: `${user}/certificate`,
      description: `The certificate expires within ${String(CERTIFICATE_DAYS)} days: import the new one under the same ARN, or check why Certificate Manager did not renew it. docs/operations.md, "Certificate".`,
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
      // The metric has two values a day, and none after expiry: the alarm then stays on.
      missingData: "ignore",
    });
  }
}
