"use strict";
// The comparison of `npm run bench -- synth`: the content of the bookstore's stacks as an AWS CDK app. It is JavaScript, so
// that the CDK needs no compiler, and looks nothing up. `npm run bench` installs aws-cdk-lib in the folder it runs this in.
const { App, Duration, RemovalPolicy, Stack } = require("aws-cdk-lib");
const apigateway = require("aws-cdk-lib/aws-apigatewayv2");
const { HttpAlbIntegration } = require("aws-cdk-lib/aws-apigatewayv2-integrations");
const cloudwatch = require("aws-cdk-lib/aws-cloudwatch");
const ec2 = require("aws-cdk-lib/aws-ec2");
const ecr = require("aws-cdk-lib/aws-ecr");
const ecs = require("aws-cdk-lib/aws-ecs");
const elb = require("aws-cdk-lib/aws-elasticloadbalancingv2");
const logs = require("aws-cdk-lib/aws-logs");
const s3 = require("aws-cdk-lib/aws-s3");

const SERVICES = [
  { name: "book-service", path: "/api/books" },
  { name: "author-service", path: "/api/authors" },
];

class RepositoriesStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    this.repositories = new Map(
      SERVICES.map(({ name }) => [
        name,
        new ecr.Repository(this, name, { imageTagMutability: "IMMUTABLE", lifecycleRules: [{ maxImageCount: 10 }] }),
      ]),
    );
  }
}

class ProducerStack extends Stack {
  constructor(scope, id, { repositories, natGateways, isProtected, ...props }) {
    super(scope, id, props);
    this.vpc = new ec2.Vpc(this, "network", { maxAzs: 2, natGateways, restrictDefaultSecurityGroup: false });
    this.vpc.addFlowLog("flow-log");
    this.vpc.addGatewayEndpoint("s3", { service: ec2.GatewayVpcEndpointAwsService.S3 });
    const cluster = new ecs.Cluster(this, "cluster", {
      vpc: this.vpc,
      containerInsightsV2: "enabled",
      enableFargateCapacityProviders: true,
      defaultCloudMapNamespace: { name: "bookstore.internal" },
    });
    const bucket = new s3.Bucket(this, "logs", {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(30) }],
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.balancer = new elb.ApplicationLoadBalancer(this, "load-balancer", {
      vpc: this.vpc,
      internetFacing: false,
      deletionProtection: isProtected,
    });
    this.balancer.logAccessLogs(bucket);
    this.listener = this.balancer.addListener("http", {
      port: 80,
      open: false,
      defaultAction: elb.ListenerAction.fixedResponse(404),
    });
    this.vpcLink = new apigateway.VpcLink(this, "vpc-link", { vpc: this.vpc });
    SERVICES.forEach((service, index) => {
      this.addService({ ...service, cluster, repository: repositories.get(service.name), priority: index + 1 });
    });
  }

  addService({ name, path, cluster, repository, priority }) {
    const taskDefinition = new ecs.FargateTaskDefinition(this, `${name}-task`, { cpu: 256, memoryLimitMiB: 512 });
    taskDefinition.addContainer("app", {
      image: ecs.ContainerImage.fromEcrRepository(repository, "latest"),
      portMappings: [{ containerPort: 8080 }],
      healthCheck: { command: ["CMD", "node", "healthcheck.js"] },
      logging: ecs.LogDrivers.awsLogs({
        streamPrefix: name,
        logGroup: new logs.LogGroup(this, `${name}-logs`, { retention: logs.RetentionDays.ONE_MONTH }),
      }),
    });
    const service = new ecs.FargateService(this, name, {
      cluster,
      taskDefinition,
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      cloudMapOptions: { name },
    });
    const targets = this.listener.addTargets(name, {
      port: 8080,
      protocol: elb.ApplicationProtocol.HTTP,
      priority,
      conditions: [elb.ListenerCondition.pathPatterns([path, `${path}/*`])],
      targets: [service],
      healthCheck: { path: `${path}/health` },
      deregistrationDelay: Duration.seconds(30),
    });
    service.autoScaleTaskCount({ maxCapacity: 4 }).scaleOnCpuUtilization("cpu", { targetUtilizationPercent: 60 });
    const metrics = {
      "unhealthy-targets": targets.metrics.unhealthyHostCount(),
      "target-errors": targets.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT),
      "slow-answers": targets.metrics.targetResponseTime(),
      cpu: service.metricCpuUtilization(),
      memory: service.metricMemoryUtilization(),
      "running-tasks": service.metric("RunningTaskCount"),
    };
    for (const [what, metric] of Object.entries(metrics)) {
      new cloudwatch.Alarm(this, `${name}-${what}`, { metric, threshold: 1, evaluationPeriods: 3 });
    }
  }
}

class ApiStack extends Stack {
  constructor(scope, id, { producer, ...props }) {
    super(scope, id, props);
    const api = new apigateway.HttpApi(this, "api", { createDefaultStage: false });
    const { listener, vpcLink } = producer;
    const integration = new HttpAlbIntegration("services", listener, { vpcLink });
    for (const { path } of SERVICES) {
      api.addRoutes({ path, integration });
      api.addRoutes({ path: `${path}/{proxy+}`, integration });
    }
    const logGroup = new logs.LogGroup(this, "access-logs", { retention: logs.RetentionDays.ONE_MONTH });
    new apigateway.HttpStage(this, "stage", {
      httpApi: api,
      autoDeploy: true,
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(logGroup) },
      throttle: { rateLimit: 100, burstLimit: 200 },
    });
    new logs.MetricFilter(this, "refused", {
      logGroup,
      filterPattern: logs.FilterPattern.numberValue("$.status", "=", 429),
      metricNamespace: "bookstore",
      metricName: "refused",
    });
    const metrics = { errors: api.metricServerError(), latency: api.metricLatency(), client: api.metricClientError() };
    for (const [what, metric] of Object.entries(metrics)) {
      new cloudwatch.Alarm(this, what, { metric, threshold: 1, evaluationPeriods: 3 });
    }
    new cloudwatch.Dashboard(this, "dashboard", {
      widgets: [Object.values(metrics).map((metric) => new cloudwatch.GraphWidget({ left: [metric] }))],
    });
  }
}

const ENVIRONMENTS = [
  ["dev", "111111111111", 1],
  ["prod", "222222222222", 2],
];
// Values that the CDK would otherwise look up in AWS.
const zones = ENVIRONMENTS.map(([, account]) => [
  `availability-zones:account=${account}:region=us-west-2`,
  ["us-west-2a", "us-west-2b"],
]);
const app = new App({ context: Object.fromEntries(zones) });
for (const [name, account, natGateways] of ENVIRONMENTS) {
  const props = { env: { account, region: "us-west-2" }, tags: { Application: "bookstore", Environment: name } };
  const isProtected = name === "prod";
  const { repositories } = new RepositoriesStack(app, `${name}-images`, props);
  const settings = { ...props, repositories, natGateways, isProtected };
  const producer = new ProducerStack(app, `${name}-fargate`, settings);
  new ApiStack(app, `${name}-http-api`, { ...props, producer });
}
app.synth();
