import { awsManagedPolicy, parseArn } from "@private-http-api/terraform-json";

test("an ARN is split into parts; colons after the account belong to the resource", () => {
  expect(parseArn("arn:aws-us-gov:lambda:us-gov-west-1:111111111111:function:f:live")).toEqual({
    partition: "aws-us-gov",
    service: "lambda",
    region: "us-gov-west-1",
    account: "111111111111",
    resource: "function:f:live",
  });
  expect(parseArn("arn:aws:s3:::bucket/*")).toMatchObject({ region: "", account: "", resource: "bucket/*" });
  expect(parseArn("bucket/*")).toBeUndefined();
});

test("an AWS managed policy is known by its account, in every partition", () => {
  expect(awsManagedPolicy("arn:aws:iam::aws:policy/AdministratorAccess")).toBe("AdministratorAccess");
  expect(awsManagedPolicy("arn:aws-cn:iam::aws:policy/service-role/AWSLambdaRole")).toBe("service-role/AWSLambdaRole");
  expect(awsManagedPolicy("arn:aws:iam::111111111111:policy/AdministratorAccess")).toBeUndefined();
  expect(awsManagedPolicy("AdministratorAccess")).toBeUndefined();
});
