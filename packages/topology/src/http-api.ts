/** The front door as the Terraform describes it: one API, HTTP or REST, and what belongs to it, references followed. */
import type { BackendRef } from "./backends";

export interface HttpApi {
  /** Terraform address with its stack, e.g. `dev-http-api: aws_apigatewayv2_api.api`; names the API in messages. */
  readonly address: string;
  readonly name: string;
  /** What only REST APIs have. @default it is an HTTP API */
  readonly rest?: RestSettings;
  readonly cors?: CorsConfiguration;
  /** `$default`, else the first one. */
  readonly stage: Stage;
  /** Other stages, each served under the path of its name. @default none */
  readonly otherStages?: readonly Stage[];
  readonly routes: readonly Route[];
}

export interface RestSettings {
  /** Whether it is called through VPC endpoints alone. @default false */
  readonly isPrivate?: boolean;
  /** The resource policy, as JSON. @default everybody may call */
  readonly policy?: string;
}

/** `cors_configuration` of the API; absent lists are empty. */
export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
}

export interface Stage {
  /** `$default`, or a name that becomes the first path segment of every request. */
  readonly name: string;
  readonly throttle?: Throttle;
  /** By route key. */
  readonly routeThrottles: Readonly<Record<string, Throttle>>;
  /** The access log's format with its `$context` variables, as configured. */
  readonly accessLogFormat?: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Throttle {
  /** Size of the token bucket, in requests. */
  readonly burst: number;
  /** Requests per second. */
  readonly rate: number;
}

export interface Route {
  readonly address: string;
  /** `ANY /api/books/{proxy+}`, `GET /x` or `$default`. */
  readonly key: string;
  readonly authorization: Authorization;
  readonly integration: Integration;
}

export type Authorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "JWT"; readonly authorizer: JwtAuthorizer; readonly scopes: readonly string[] }
  /** A Lambda authorizer. */
  | { readonly type: "CUSTOM"; readonly authorizer: LambdaAuthorizer }
  /** Something that cannot be decided locally; the reason says what. */
  | { readonly type: "unserved"; readonly reason: string };

export interface JwtAuthorizer {
  readonly address: string;
  readonly name: string;
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Where the token is, e.g. `$request.header.Authorization`. */
  readonly identitySources: readonly string[];
}

/** A Lambda function that authorizes each request, or each identity for some time. */
export interface LambdaAuthorizer {
  readonly address: string;
  readonly name: string;
  readonly functionName: string;
  /** @default the code is not on this machine, because the function is given by its ARN */
  readonly code?: FunctionCode;
  readonly payloadFormatVersion: "1.0" | "2.0";
  /** The authorizer of a REST API: it has events of its own, and results are IAM policies. @default false */
  readonly isRest?: boolean;
  /** It answers `{ isAuthorized }`; otherwise with an IAM policy. */
  readonly simpleResponses: boolean;
  /** Values that a request must have, e.g. `$request.header.Authorization`; also the key of the cache. */
  readonly identitySources: readonly string[];
  /** 0: no cache. */
  readonly resultTtlSeconds: number;
}

export type Integration = HttpProxyIntegration | LambdaIntegration | UnservedIntegration;

/** An integration that only AWS can answer, or that the Terraform does not describe; its routes give the reason. */
export interface UnservedIntegration {
  readonly kind: "unserved";
  readonly address: string;
  readonly reason: string;
}

export interface HttpProxyIntegration {
  readonly kind: "http-proxy";
  readonly address: string;
  /** `ANY` passes on the method of the request. */
  readonly method: string;
  /** Address of the VPC link that carries the requests. */
  readonly vpcLink?: string;
  readonly backend: BackendRef;
  /** Parameter mappings, e.g. `overwrite:path` → `$request.path`. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By status code. */
  readonly responseParameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timeoutMilliseconds: number;
  /** Of a REST API. @default of an HTTP API */
  readonly rest?: RestPayloads;
  /** The client gets each part of a response as it comes. @default it gets the response when that is complete */
  readonly stream?: StreamLimits;
}

/** What a REST API does to payloads. */
export interface RestPayloads {
  /** Types, e.g. `image/*`, whose payloads are passed on as they are; all others are taken for UTF-8 text. */
  readonly binaryMediaTypes: readonly string[];
}

/** What ends a stream, in addition to the integration's timeout. */
export interface StreamLimits {
  /** The longest pause between two parts. */
  readonly idleMilliseconds: number;
}

export interface LambdaIntegration extends Partial<RestPayloads> {
  readonly kind: "aws-proxy";
  readonly address: string;
  readonly functionName: string;
  /** @default the code is not on this machine, because the function is given by its ARN */
  readonly code?: FunctionCode;
  readonly payloadFormatVersion: "1.0" | "2.0";
  /** Of a REST API, which has events of its own. @default false */
  readonly isRest?: boolean;
  readonly timeoutMilliseconds: number;
}

/** Code of a Lambda function, packed on this machine, and how it is run. */
export interface FunctionCode {
  readonly address: string;
  /** Path of the zip file. */
  readonly archive: string;
  /** `<file>.<export>`. */
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}
