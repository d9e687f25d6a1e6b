import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ask, makeCertificate } from "@private-http-api/emulator";
import { describeWith, progress, useDeployment } from "@private-http-api/test-support";

const account = "111111111111";
const region = "us-west-2";
const bucket = "shop-dev-111111111111-us-west-2-tfstate";
const digest = `sha256:${"0f".repeat(32)}`;
const secret = `arn:aws:secretsmanager:${region}:${account}:secret:shop/db-AbCdEf`;
const parameter = `arn:aws:ssm:${region}:${account}:parameter/shop/token`;
const certificate = `arn:aws:acm:${region}:${account}:certificate/11111111-2222-3333-4444-555555555555`;

/** Those that the first test finds missing: an account of the emulator has them. */
const ROLES = ["AWSServiceRoleForAPIGateway", "AWSServiceRoleForApplicationAutoScaling_ECSService"];

/** A config whose every part is missing in an account that is new. */
const config = {
  name: "shop",
  services: {
    books: {
      path: "/api/books",
      image: { build: "services/book-service" },
      healthCheck: { path: "/api/books/health" },
      secrets: { DB: secret, TOKEN: parameter },
      scaling: { min: 1, max: 30 },
    },
  },
  environments: {
    dev: {
      account,
      region,
      network: { zones: ["a", "f"] },
      internalTls: { certificateArn: certificate, serverName: "books.example.com" },
    },
    other: { account: "222222222222", region },
  },
};

describeWith(["terraform", "emulator"], "preflight", () => {
  const deployment = useDeployment({ account, region, config });

  test("every fault of a new account is a line with its remedy, and the exit code is 1", async () => {
    const { project } = deployment();
    record(project.folder);
    for (const RoleName of ROLES) await call("iam", "delete_service_linked_role", { RoleName });
    const { exitCode, stdout, stderr } = await project.preflight("dev", { HTTP_API_IMAGES: "recorded" });
    expect(stderr).toBe("");
    const failures = stdout.split("\n").filter((line) => line.startsWith("fail"));
    expect(failures).toEqual([
      `fail  state bucket ${bucket}: does not exist; deploy it: npx cdktf deploy state-dev`,
      missingRole("AWSServiceRoleForAPIGateway", "ops.apigateway.amazonaws.com"),
      missingRole("AWSServiceRoleForApplicationAutoScaling_ECSService", "ecs.application-autoscaling.amazonaws.com"),
      expect.stringMatching(/^fail {2}zone us-west-2f: is not available to this account; .*us-west-2a \(usw2-az\d\)/),
      "fail  quota fargateVcpus: 8 on-demand vCPUs, and the account has 6; raise it: aws service-quotas request-service-quota-increase --service-code fargate --quota-code L-3032A538 --desired-value 8",
      `fail  image of books: ${digest} is not in shop/dev/books; build it again: npm run images -- dev`,
      `fail  certificate ${certificate}: does not exist; give the ARN of one that Certificate Manager has`,
      `fail  secret ${secret}: does not exist; create it, or correct the ARN: tasks that need it do not start`,
      `fail  parameter ${parameter}: does not exist; create it, or correct the ARN: tasks that need it do not start`,
    ]);
    expect(exitCode).toBe(1);
  });

  test("what is there is said, and the exit code is 0", async () => {
    const { project } = deployment();
    const made = await provide();
    project.configure({
      ...config,
      services: { books: { ...config.services.books, secrets: made.secrets, scaling: { min: 1, max: 2 } } },
      environments: {
        dev: { ...config.environments.dev, network: { zones: ["a", "b"] }, internalTls: made.internalTls },
      },
    });
    record(project.folder, made.digest);
    const { exitCode, stdout } = await project.preflight("dev", { HTTP_API_IMAGES: "recorded" });
    expect(stdout.split("\n").filter((line) => line.startsWith("fail"))).toEqual([]);
    for (const subject of [
      "state bucket",
      "role AWSServiceRoleForECS",
      "zone us-west-2a",
      "quota listenerRules",
      "quota albTargets",
      "quota securityGroupRules",
      "quota elasticIps",
      "quota fargateVcpus",
      "certificate",
      "image of books",
      "secret",
      "parameter",
    ]) {
      expect(stdout).toContain(`ok    ${subject}`);
    }
    expect(exitCode).toBe(0);
  });

  test("a lock names its holder and how to release it", async () => {
    const { project } = deployment();
    const lock = { ID: "5d2c", Who: "kim@laptop", Operation: "OperationTypeApply", Created: "2026-01-02T03:04:05Z" };
    const key = "shop/dev/fargate-vpc-link.tfstate.tflock";
    await call("s3", "put_object", { Bucket: bucket, Key: key, Body: JSON.stringify(lock) });
    const { exitCode, stdout } = await project.preflight("dev", { HTTP_API_IMAGES: "recorded" });
    expect(stdout).toContain(
      "fail  state shop/dev/fargate-vpc-link.tfstate: is locked by kim@laptop since 2026-01-02T03:04:05Z (OperationTypeApply); wait for it, or if that run has certainly ended: terraform force-unlock 5d2c in cdktf.out/stacks/dev-fargate-vpc-link",
    );
    expect(exitCode).toBe(1);
  });

  test("repositories that nothing destroys any more are said, with what does", async () => {
    const { project } = deployment();
    const uri = `${account}.dkr.ecr.${region}.amazonaws.com/team/app@${digest}`;
    project.configure({
      name: "shop",
      services: { books: { ...config.services.books, image: { uri }, secrets: {} } },
      environments: { dev: { account, region } },
    });
    const state = { version: 4, resources: [{ mode: "data" }, { mode: "managed" }, { mode: "managed" }] };
    await call("s3", "put_object", { Bucket: bucket, Key: "shop/dev/images.tfstate", Body: JSON.stringify(state) });
    const file = path.join(project.folder, "http-api.images.json");
    const recorded = readFileSync(file, "utf8");
    rmSync(file);
    const said =
      "warn  state shop/dev/images.tfstate: describes 2 resources, and no service is built any more; after the deploy, destroy them: npm run images -- dev";
    expect((await project.preflight("dev")).stdout).toContain(said);
    writeFileSync(file, recorded);
    expect((await project.preflight("dev")).stdout).not.toContain("images.tfstate: describes");
    project.configure(config);
  });

  test("a REST API whose log nobody may write is said, and one whose role is there or gone", async () => {
    const { project } = deployment();
    const api = { kind: "rest", stage: "live", accountLogRole: "existing" };
    project.configure({ ...config, environments: { dev: { ...config.environments.dev, api } } });
    async function line(): Promise<string | undefined> {
      const { stdout } = await project.preflight("dev", { HTTP_API_IMAGES: "recorded" });
      return stdout.split("\n").find((each) => each.includes("log role of REST APIs"));
    }
    expect(await line()).toMatch(
      /^fail {2}log role of REST APIs in us-west-2: is not set, and API Gateway refuses a stage/,
    );
    const RoleName = "api-logs";
    const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
    const { Role } = await call<{ Role: { Arn: string } }>("iam", "create_role", {
      RoleName,
      AssumeRolePolicyDocument,
    });
    const allowed = { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: allowed });
    await call("iam", "put_role_policy", { RoleName, PolicyName: "write", PolicyDocument });
    const patchOperations = [{ op: "replace", path: "/cloudwatchRoleArn", value: Role.Arn }];
    await call("apigateway", "update_account", { patchOperations });
    expect(await line()).toBe(`ok    log role of REST APIs in us-west-2: ${Role.Arn}`);
    await call("iam", "delete_role_policy", { RoleName, PolicyName: "write" });
    await call("iam", "delete_role", { RoleName });
    expect(await line()).toMatch(/^warn {2}log role of REST APIs in us-west-2: is .*api-logs, which does not exist/);
    project.configure(config);
  });

  test("tools that are too old or do not answer are said before a deploy needs them", async () => {
    const { project } = deployment();
    const tools = path.join(project.folder, "old-tools");
    mkdirSync(tools);
    writeFileSync(path.join(tools, "terraform"), `#!/bin/sh\necho '{"terraform_version":"1.9.8"}'\n`);
    chmodSync(path.join(tools, "terraform"), 0o755);
    const { stdout } = await project.preflight("dev", {
      PATH: `${tools}:${String(process.env["PATH"])}`,
      DOCKER_HOST: "unix:///var/run/there-is-no-engine.sock",
    });
    expect(stdout).toContain("fail  terraform: is 1.9.8; install 1.11 or newer");
    expect(stdout).toContain("fail  engine: none responds, and books is not recorded and must be built");
  });

  test("credentials of another account end it at once", async () => {
    const { project } = deployment();
    project.configure(config);
    const { exitCode, stderr } = await project.preflight("other");
    expect(stderr).toBe(
      "credentials: belong to account 111111111111, and other is account 222222222222; give credentials of that account\n",
    );
    expect(exitCode).toBe(1);
  });

  function missingRole(name: string, service: string): string {
    return `fail  role ${name}: does not exist; create it: aws iam create-service-linked-role --aws-service-name ${service}`;
  }

  /** Records an image of the service, whatever its sources. */
  function record(folder: string, of = digest): void {
    const images = { books: { tag: "recorded", digest: of } };
    writeFileSync(
      path.join(folder, "http-api.images.json"),
      JSON.stringify({ shop: { dev: { account, region, images } } }),
    );
  }

  async function call<T>(
    service: string,
    operation: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<T> {
    const [answer] = await ask([{ service, operation, parameters }], { env: deployment().project.env, progress });
    return answer as T;
  }

  /** Makes everything that the config names. */
  async function provide() {
    await call("s3", "create_bucket", { Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } });
    for (const AWSServiceName of ["ops.apigateway.amazonaws.com", "ecs.application-autoscaling.amazonaws.com"]) {
      await call("iam", "create_service_linked_role", { AWSServiceName });
    }
    await call("ecr", "create_repository", { repositoryName: "shop/dev/books" });
    const layers = [{ mediaType: "application/vnd.oci.image.layer.v1.tar", digest, size: 1 }];
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: { mediaType: "application/vnd.oci.image.config.v1+json", digest, size: 1 },
      layers,
    });
    const { image } = await call<{ image: { imageId: { imageDigest: string } } }>("ecr", "put_image", {
      repositoryName: "shop/dev/books",
      imageTag: "recorded",
      imageManifest,
    });
    const { ARN } = await call<{ ARN: string }>("secretsmanager", "create_secret", {
      Name: "shop/db",
      SecretString: "x",
    });
    await call("ssm", "put_parameter", { Name: "/shop/token", Value: "x", Type: "SecureString" });
    const { folder, env } = deployment().project;
    const { certificateFile, keyFile } = await makeCertificate(folder, { env });
    const { CertificateArn } = await call<{ CertificateArn: string }>("acm", "import_certificate", {
      Certificate: readFileSync(certificateFile, "utf8"),
      PrivateKey: readFileSync(keyFile, "utf8"),
    });
    return {
      digest: image.imageId.imageDigest,
      secrets: { DB: ARN, TOKEN: parameter },
      internalTls: { certificateArn: CertificateArn, serverName: "books.example.com" },
    };
  }
});
