import { routedServices } from "../config";
import { quote, type Problem } from "../problem";
import type { DomainConfig } from "../schema/domain-schema";
import { isWithin } from "../schema/service-path";
import type { Check, CheckInput } from "./check";

/** Longest name that Certificate Manager accepts for a certificate [ACM User Guide, "Quotas"]. */
const CERTIFICATE_NAME = 64;

/** Public paths that collide, and settings that a catch-all route cannot apply. */
export const checkApiPaths: Check = (input) => [
  ...checkAny(input),
  ...checkFunctions(input),
  ...checkProxy(input),
  ...checkDomain(input),
];

/** An API without routes costs money and answers 404 to everything. */
function checkAny({ environment: { name, services, api } }: CheckInput): readonly Problem[] {
  if (services.length === 0 || routedServices(services).length > 0 || Object.keys(api.functions).length > 0) return [];
  const message = "no service has a path, and the API has no functions: nothing could be called; give a service a path";
  return [{ path: ["environments", name, "services"], message }];
}

function checkFunctions({ environment }: CheckInput): readonly Problem[] {
  const { basePath, functions } = environment.api;
  const owners = new Map(routedServices(environment.services).map(({ name, path }) => [path, name]));
  return Object.entries(functions).flatMap(([name, { path }]): Problem[] => {
    const at = ["environments", environment.name, "api", "functions", name, "path"];
    const problems: Problem[] = [];
    if (basePath !== undefined && isWithin(path, basePath)) {
      const inner = path.slice(basePath.length);
      const remedy = inner === "" ? "a path without it" : inner;
      problems.push({
        path: at,
        message: `got ${quote(path)}, which api.basePath ${basePath} is prepended to already; give ${remedy}`,
      });
    }
    const owner = owners.get(path);
    if (owner !== undefined) {
      problems.push({
        path: at,
        message: `got ${quote(path)}, which is the path of ${owner} already; give each a path of its own`,
      });
    }
    owners.set(path, name);
    if ("function" in (environment.api.authorizers[name] ?? {})) {
      problems.push({
        path: at.slice(0, -1),
        message: "has the same name as an authorizer's function; rename one of them",
      });
    }
    if (environment.services.some((service) => service.name === name)) {
      problems.push({ path: at.slice(0, -1), message: "has the name of a service; give it another" });
    }
    return problems;
  });
}

/** One route for everything cannot have settings of a single service. */
function checkProxy({ environment, at }: CheckInput): readonly Problem[] {
  if (environment.api.routing !== "proxy") return [];
  return environment.services
    .filter(({ integration }) => integration === "alb")
    .flatMap((service) => {
      const said = (["methods", "authorization", "throttle"] as const).filter(
        (key) => service[key] !== undefined && service[key] !== "none",
      );
      const keys = service.stripPrefix ? [...said, "stripPrefix"] : said;
      return keys.map((key) => ({
        path: at(service.name, key),
        message: `cannot be applied with api.routing "proxy", where one route leads to every service; leave it out, or set api.routing to "services"`,
      }));
    });
}

function checkDomain({ environment: { name, api } }: CheckInput): readonly Problem[] {
  const { domain } = api;
  if (!domain) return [];
  const at = ["environments", name, "api", "domain"];
  const tooLong = domain.certificateArn === undefined && domain.name.length > CERTIFICATE_NAME;
  const length = {
    path: [...at, "name"],
    message: `got ${quote(domain.name)} with ${String(domain.name.length)} characters, and Certificate Manager allows ${String(CERTIFICATE_NAME)} in a certificate that it issues; give a shorter name, or a certificateArn`,
  };
  return [...(tooLong ? [length] : []), ...checkOwnership(domain, at), ...checkZone(domain, at)];
}

/** [Amazon API Gateway API Reference, "Domain names": ownershipVerificationCertificateArn] */
function checkOwnership(domain: DomainConfig, at: readonly string[]): readonly Problem[] {
  if (domain.ownershipCertificateArn === undefined) return [];
  const lacks = (["mutualTls", "certificateArn"] as const).filter((key) => domain[key] === undefined);
  if (lacks.length === 0) return [];
  const message = `is only for mutual TLS with certificateArn, and the domain has no ${lacks.join(" and no ")}; leave it out`;
  return [{ path: [...at, "ownershipCertificateArn"], message }];
}

function checkZone(domain: DomainConfig, at: readonly string[]): readonly Problem[] {
  const zone = domain.hostedZone?.name;
  if (zone === undefined) {
    if (domain.certificateArn !== undefined) return [];
    return [
      {
        path: at,
        message:
          "has neither certificateArn nor hostedZone; give the certificate, or the Route 53 zone to validate a new one in",
      },
    ];
  }
  if (domain.name === zone || domain.name.endsWith(`.${zone}`)) return [];
  return [
    {
      path: [...at, "name"],
      message: `got ${quote(domain.name)}, which is outside the hosted zone ${zone}; give a name that ends in .${zone}, or another zone`,
    },
  ];
}
