import { ecrRepositoryOf } from "../../../src/aws/ecr-image";
import { partitionOf } from "../../../src/aws/regions";
import { endpointServiceName, logsPrincipal, viaService } from "../../../src/aws/service-names";

test.each([
  ["us-west-2", "aws", "logs.us-west-2.amazonaws.com", "s3.us-west-2.amazonaws.com", "com.amazonaws.us-west-2.ecr.api"],
  [
    "us-gov-west-1",
    "aws-us-gov",
    "logs.us-gov-west-1.amazonaws.com",
    "s3.us-gov-west-1.amazonaws.com",
    "com.amazonaws.us-gov-west-1.ecr.api",
  ],
  [
    "cn-north-1",
    "aws-cn",
    "logs.cn-north-1.amazonaws.com.cn",
    "s3.cn-north-1.amazonaws.com.cn",
    "cn.com.amazonaws.cn-north-1.ecr.api",
  ],
  [
    "eusc-de-east-1",
    "aws-eusc",
    "logs.eusc-de-east-1.amazonaws.com",
    "s3.eusc-de-east-1.amazonaws.eu",
    "eu.amazonaws.eusc-de-east-1.ecr.api",
  ],
  [
    "us-iso-east-1",
    "aws-iso",
    "logs.us-iso-east-1.c2s.ic.gov",
    "s3.us-iso-east-1.c2s.ic.gov",
    "gov.ic.c2s.us-iso-east-1.ecr.api",
  ],
])("%s is in %s, with names of that partition", (region, partition, logs, via, endpoint) => {
  expect(partitionOf(region).id).toBe(partition);
  expect(logsPrincipal(region)).toBe(logs);
  expect(viaService("s3", region)).toBe(via);
  expect(endpointServiceName("ecr.api", region)).toBe(endpoint);
  // A gateway endpoint has the plain name everywhere.
  expect(endpointServiceName("s3", region)).toBe(`com.amazonaws.${region}.s3`);
});

test.each([
  ["123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/team/app:1", "eusc-de-east-1"],
  ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app@sha256:0", "cn-north-1"],
  ["123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:1", undefined],
  ["public.ecr.aws/team/app:1", undefined],
])("%s is in the ECR of %s", (uri, region) => {
  expect(ecrRepositoryOf(uri)?.region).toBe(region);
});
