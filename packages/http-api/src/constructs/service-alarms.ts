import { Construct } from "constructs";
import { Alarm, alarmSettings, type AlarmSettings } from "./alarm";

/** Settings of {@link ServiceAlarms}. */
export interface ServiceAlarmsProps extends AlarmSettings {
  readonly clusterName: string;
  readonly serviceName: string;
  /** Average CPU utilization. */
  readonly cpuPercent: number;
  /** Average memory utilization. */
  readonly memoryPercent: number;
}

/** Alarms on a service's tasks: too busy, too full, too few. */
export class ServiceAlarms extends Construct {
  /** Name of the alarm on too few tasks. */
  readonly tasksAlarmName: string;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    const { clusterName: ClusterName, serviceName, cpuPercent, memoryPercent } = props;
    const settings = alarmSettings(props);
    function metric(namespace: string, name: string, statistic: string) {
      return {
        namespace,
        name,
        dimensions: { ClusterName, ServiceName: serviceName },
        statistic,
      };
    }
    new Alarm(this, "cpu", {
      ...settings,
      name: `service/${serviceName}/cpu`,
      description: `Tasks of ${serviceName} use more than ${String(cpuPercent)} % of their CPU. Raise scaling.max if it is reached, else cpu; look for a loop in the last deploy. docs/operations.md, "cpu".`,
      metrics: { cpu: metric("AWS/ECS", "CPUUtilization", "Average") },
      threshold: cpuPercent,
      periods: 10,
    });
    new Alarm(this, "memory", {
      ...settings,
      name: `service/${serviceName}/memory`,
      description: `Tasks of ${serviceName} use more than ${String(memoryPercent)} % of their memory; at 100 % they are killed. Raise memoryMiB, and look for a leak if it only ever grows. docs/operations.md, "memory".`,
      metrics: { memory: metric("AWS/ECS", "MemoryUtilization", "Average") },
      threshold: memoryPercent,
      periods: 10,
    });
    this.tasksAlarmName = new Alarm(this, "tasks", {
      ...settings,
      name: `service/${serviceName}/tasks`,
      description: `Fewer tasks of ${serviceName} run than desired. Read the service's events: the image cannot be pulled, tasks stop, or Fargate lacks capacity. docs/operations.md, "tasks".`,
      metrics: {
        desired: metric("ECS/ContainerInsights", "DesiredTaskCount", "Average"),
        running: metric("ECS/ContainerInsights", "RunningTaskCount", "Average"),
      },
      expression: "desired - running",
      threshold: 0,
      periods: 10,
    }).alarmName;
  }
}
