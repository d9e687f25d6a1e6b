import { UserError } from "@private-http-api/cli-kit";
import type { HttpApi, Stage } from "@private-http-api/topology";
import { type AccessLogFormat, compileAccessLogFormat } from "./access-log";
import { authorizers } from "./authorize";
import { RouteCompiler, type RouteParts } from "./compiled-route";
import { Cors } from "./cors";
import type { ExchangeSetting } from "./exchange";
import { Pipeline } from "./pipeline";
import { readResourcePolicy, type ResourcePolicy } from "./resource-policy";
import { stagePath, type StagePath } from "./stage-path";

/** A stage with everything that its requests need, computed before the first one. */
export interface StageFront {
  readonly setting: ExchangeSetting;
  readonly pipeline: Pipeline;
  readonly format: AccessLogFormat | undefined;
}

/** The stages of an API with their routes; replaced as a whole when the Terraform changes. */
export class Front {
  /** Differences from AWS, one line each. */
  readonly notes: readonly string[];
  /** Through which endpoint requests count as sent. @default the API is not called through endpoints */
  readonly endpoint: string | undefined;
  /** Served at the root, or the only one. */
  private readonly main: StageFront;
  private readonly named: readonly { readonly path: StagePath; readonly front: StageFront }[];

  constructor(api: HttpApi, parts: RouteParts) {
    const compiler = new RouteCompiler(api, {
      ...parts,
      authorizerFor: authorizers(parts.clock, parts.trusted, parts.functions),
    });
    const cors = api.cors === undefined ? undefined : new Cors(api.cors);
    const policy = policyOf(api, parts);
    this.endpoint = policy?.endpoint;
    const entry = policy?.endpoint === undefined ? {} : { entry: [policy.endpoint] };
    const kind = api.rest === undefined ? {} : ({ isRest: true } as const);
    function frontOf(stage: Stage): StageFront {
      const { name: stageName, accessLogFormat: format } = stage;
      return {
        setting: { stageName, stageVariables: stage.variables, cors, ...kind, ...entry },
        pipeline: new Pipeline({
          stageName,
          routes: compiler.routesOf(stage),
          cors,
          clock: parts.clock,
          admit: policy?.check,
        }),
        format: format === undefined ? undefined : compileAccessLogFormat(format),
      };
    }
    this.main = frontOf(api.stage);
    this.named = (api.otherStages ?? []).map((stage) => ({ path: stagePath(stage.name), front: frontOf(stage) }));
    this.notes = [...compiler.problems, ...(parts.auth === "off" ? [] : [...iamNotes(api), ...endpointNotes(policy)])];
  }

  /** The stage that a request's path names; the one at the root if it names none. */
  stageOf(url: string): StageFront {
    if (this.named.length === 0) return this.main;
    const path = url.replace(/\?.*$/s, "");
    return this.named.find((stage) => stage.path(path) !== undefined)?.front ?? this.main;
  }
}

function policyOf({ rest, address }: HttpApi, { auth, from }: RouteParts): ResourcePolicy | undefined {
  if (rest?.policy === undefined || auth === "off") return undefined;
  try {
    return readResourcePolicy(rest.policy, from);
  } catch (error) {
    const reason = error instanceof UserError ? error.message : "it is no policy, or known after apply";
    const refusal = { status: 501, message: `The resource policy of ${address} is not served: ${reason}` };
    return { check: () => refusal };
  }
}

function endpointNotes(policy: ResourcePolicy | undefined): readonly string[] {
  if (policy?.endpoint === undefined) return [];
  return [`requests count as sent through ${policy.endpoint}; --from says another endpoint, vpce-… or a consumer`];
}

function iamNotes({ routes }: HttpApi): readonly string[] {
  const keys = routes.flatMap(({ authorization, key }) => (authorization.type === "AWS_IAM" ? [key] : []));
  return keys.length === 0
    ? []
    : [`IAM signatures cannot be verified here, every signed request is accepted: ${keys.join(", ")}`];
}
