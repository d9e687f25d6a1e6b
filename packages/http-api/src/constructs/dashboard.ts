import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { TerraformLocal, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ApiMetrics } from "./api-metrics";
import { arn, type Placement } from "./arn";
import { dashboardBody, type Graph, type Line, type Row } from "./dashboard-widgets";

/** Settings of a {@link Dashboard}. */
export interface DashboardProps {
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly placement: Placement;
  readonly api: ApiMetrics;
  /** Whether failures of the VPC link are counted, from the access log. */
  readonly hasAccessLog: boolean;
  /** Names of the load balancers in CloudWatch, `app/<name>/<id>` and `net/<name>/<id>`; absent where there is none. */
  readonly loadBalancers: { readonly alb?: string; readonly nlb?: string };
  readonly clusterName: string;
  readonly serviceNames: readonly string[];
  readonly alarmNames: readonly string[];
}

/** One page in the order in which a request travels: the API, the load balancers, the services' tasks. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { prefix, placement, alarmNames } = props;
    const { alb, nlb } = this.localNames(props.loadBalancers);
    const rows: readonly Row[] = [
      frontDoor(props),
      ...(alb === undefined ? [] : [applicationLoadBalancer(alb)]),
      ...(nlb === undefined ? [] : [networkLoadBalancer(nlb)]),
      services(props),
    ];
    const alarmArns = alarmNames.map((name) => arn("cloudwatch", `alarm:${name}`, placement));
    new CloudwatchDashboard(this, "Resource", {
      dashboardName: prefix,
      dashboardBody: JSON.stringify(dashboardBody(placement.region, alarmArns, rows)),
    });
  }

  /** Local values, because an expression itself would break the JSON of the body. */
  private localNames({ alb, nlb }: DashboardProps["loadBalancers"]): DashboardProps["loadBalancers"] {
    const stack = TerraformStack.of(this);
    return {
      ...(alb === undefined ? {} : { alb: new TerraformLocal(stack, "alb-name", alb).asString }),
      ...(nlb === undefined ? {} : { nlb: new TerraformLocal(stack, "nlb-name", nlb).asString }),
    };
  }
}

function frontDoor({ api, hasAccessLog, prefix }: DashboardProps): Row {
  function line(name: string, label: string, stat = "Sum"): Line {
    return ["AWS/ApiGateway", name, { ...api.dimensions }, { label, stat }];
  }
  return {
    heading: "Front door: the API",
    graphs: [
      { title: "Requests", stat: "Sum", unit: "per minute", lines: [line("Count", "requests")] },
      {
        title: "Errors",
        stat: "Sum",
        unit: "per minute",
        lines: [
          line(api.serverErrors, "5xx"),
          line(api.clientErrors, "4xx"),
          ...(hasAccessLog
            ? [[prefix, "VpcLinkErrors", {}, { label: "no response through the VPC link" }] satisfies Line]
            : []),
        ],
      },
      {
        title: "Latency",
        stat: "p99",
        unit: "ms",
        lines: [
          line("Latency", "p99", "p99"),
          line("Latency", "p50", "p50"),
          line("IntegrationLatency", "p99 behind the API", "p99"),
        ],
      },
    ],
  };
}

function applicationLoadBalancer(LoadBalancer: string): Row {
  const namespace = "AWS/ApplicationELB";
  function line(name: string, label: string): Line {
    return [namespace, name, { LoadBalancer }, { label }];
  }
  function byService(title: string, metric: string, stat: string, unit: string): Graph {
    return {
      title,
      stat,
      unit,
      lines: [{ expression: search(namespace, LoadBalancer, metric, stat) }],
    };
  }
  return {
    heading: "Application load balancer",
    graphs: [
      {
        title: "Errors and refusals",
        stat: "Sum",
        unit: "per minute",
        lines: [
          line("HTTPCode_ELB_5XX_Count", "5xx by the load balancer"),
          line("HTTPCode_Target_5XX_Count", "5xx by services"),
          line("RejectedConnectionCount", "connections refused"),
        ],
      },
      byService("Response time by service, p99", "TargetResponseTime", "p99", "s"),
      byService("Unhealthy tasks by service", "UnHealthyHostCount", "Maximum", "tasks"),
    ],
  };
}

function networkLoadBalancer(LoadBalancer: string): Row {
  const namespace = "AWS/NetworkELB";
  function line(name: string, label: string): Line {
    return [namespace, name, { LoadBalancer }, { label }];
  }
  return {
    heading: "Network load balancer",
    graphs: [
      { title: "Connections", stat: "Sum", unit: "per minute", lines: [line("NewFlowCount", "new")] },
      {
        title: "Refusals",
        stat: "Sum",
        unit: "per minute",
        lines: [
          line("RejectedFlowCount", "connections refused"),
          line("TCP_Target_Reset_Count", "connections that tasks reset"),
        ],
      },
      {
        title: "Unhealthy tasks by service",
        stat: "Maximum",
        unit: "tasks",
        lines: [{ expression: search(namespace, LoadBalancer, "UnHealthyHostCount", "Maximum") }],
      },
    ],
  };
}

function services({ clusterName: ClusterName, serviceNames }: DashboardProps): Row {
  function each(namespace: string, name: string, label = ""): readonly Line[] {
    return serviceNames.map((ServiceName) => [
      namespace,
      name,
      { ClusterName, ServiceName },
      { label: label === "" ? ServiceName : `${ServiceName} ${label}` },
    ]);
  }
  return {
    heading: "Services",
    graphs: [
      { title: "CPU", stat: "Average", unit: "%", lines: each("AWS/ECS", "CPUUtilization") },
      { title: "Memory", stat: "Average", unit: "%", lines: each("AWS/ECS", "MemoryUtilization") },
      {
        title: "Tasks",
        stat: "Average",
        unit: "tasks",
        lines: [
          ...each("ECS/ContainerInsights", "RunningTaskCount", "running"),
          ...each("ECS/ContainerInsights", "DesiredTaskCount", "desired"),
        ],
      },
    ],
  };
}

/** A line for every target group of a load balancer, including those of future services. */
function search(namespace: string, loadBalancer: string, metric: string, stat: string): string {
  return `SEARCH('{${namespace},LoadBalancer,TargetGroup} LoadBalancer="${loadBalancer}" MetricName="${metric}"', '${stat}', 60)`;
}
