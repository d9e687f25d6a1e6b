/** The parts of OpenAPI 3.1 that the document uses, with the specification's names. */
export interface OpenApi {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly Server[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
    readonly responses: Readonly<Record<string, object>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
  /** API Gateway's extension for an HTTP API's CORS configuration. */
  readonly "x-amazon-apigateway-cors"?: object;
}

export interface Server {
  readonly url: string;
  readonly description: string;
  readonly variables?: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
}

export type Method = "get" | "head" | "post" | "put" | "patch" | "delete" | "options";

export type PathItem = Partial<Record<Method, Operation>> & { readonly parameters?: readonly object[] };

export interface Operation {
  readonly tags?: readonly string[];
  readonly summary: string;
  readonly description?: string;
  /** Alternatives; none for an open operation. */
  readonly security: readonly SecurityRequirement[];
  readonly responses: Readonly<Record<string, object>>;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type SecurityScheme = { readonly description: string } & (
  | {
      readonly type: "openIdConnect";
      readonly openIdConnectUrl: string;
      readonly "x-amazon-apigateway-authorizer": object;
    }
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query";
      readonly name: string;
      readonly "x-amazon-apigateway-authorizer"?: object;
      readonly "x-amazon-apigateway-authtype"?: "awsSigv4" | "custom";
    }
);
