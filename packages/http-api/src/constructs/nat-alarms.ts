import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Settings of {@link NatAlarms}. */
export interface NatAlarmsProps extends AlarmSettings {
  /** NAT gateways by the key of their zone. */
  readonly natGatewayIds: ReadonlyMap<string, string>;
}

/** Alarms on NAT gateways that have no port left for another connection. */
export class NatAlarms extends Construct {
  constructor(scope: Construct, id: string, { natGatewayIds, ...settings }: NatAlarmsProps) {
    super(scope, id);
    for (const [zone, NatGatewayId] of natGatewayIds) {
      new Alarm(this, `ports-${zone}`, {
        ...settings,
        name: `nat/ports-${zone}`,
        description: `The NAT gateway in zone ${zone} has no port left: over 55,000 connections to one address. Let services keep connections open, give each zone its own gateway (network.egress "nat-per-az"), or reach AWS through endpoints. docs/operations.md, "NAT ports".`,
        metrics: {
          refused: {
            namespace: "AWS/NATGateway",
            name: "ErrorPortAllocation",
            dimensions: { NatGatewayId },
            statistic: "Sum",
          },
        },
        threshold: 0,
        periods: 5,
        datapoints: 2,
      });
    }
  }
}
