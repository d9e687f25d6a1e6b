import type { CryptoKey, JWTPayload, JWTVerifyGetKey } from "jose";
import type { JwtAuthorizer as JwtAuthorizerSettings } from "@private-http-api/topology";
import type { Clock } from "./clock";
import type { Exchange } from "./exchange";
import { UserError } from "@private-http-api/cli-kit";
import { FORBIDDEN, unauthorized, type Refusal } from "./refusal";
import { compileSelection, type SelectionReader } from "./selection";

/** "API Gateway can cache the public key for two hours" (Control access to HTTP APIs with JWT authorizers). */
const KEYS_CACHED_MILLISECONDS = 2 * 60 * 60 * 1000;
/** "Currently, only RSA-based algorithms are supported" (same page). */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
/**
 * Least time between two fetches of the keys, in milliseconds, when a token's `kid` belongs to no known key. How long API
 * Gateway waits is unknown; here a rotation can be tried without a pause. Concurrent lookups share one fetch.
 */
const LOOKUP_PAUSE_MILLISECONDS = 0;
/** Longest wait for the issuer's discovery document, in milliseconds. */
const DISCOVERY_TIMEOUT_MILLISECONDS = 5000;

/** Keys that are trusted in addition to the issuer's; `undefined` for an unknown `kid`. */
export type TrustedKeys = (kid: string) => CryptoKey | undefined;

function issuerUrl({ address, issuer }: JwtAuthorizerSettings): URL {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const local = url !== undefined && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && local)))
    throw new UserError(`${address}: issuer \`${issuer}\`: an https URL, or an http one on localhost, is allowed`);
  return url;
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(" ");
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Checks tokens of one issuer in the order of AWS's page: token, signature, issuer, audience, times, scopes. */
export class JwtAuthorizer {
  private readonly discovery: string;
  private readonly identitySources: readonly SelectionReader[];
  /** Loaded only where there is an authorizer: it adds a tenth of a second to the start. */
  private readonly jose = import("jose");
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    private readonly settings: JwtAuthorizerSettings,
    private readonly clock: Clock,
    private readonly trusted?: TrustedKeys,
  ) {
    this.discovery = `${issuerUrl(settings).href.replace(/\/$/, "")}/.well-known/openid-configuration`;
    this.identitySources = settings.identitySources.map((source) => {
      const selection = compileSelection(source);
      if (selection.kind === "invalid") throw new UserError(`${settings.address}: identity source ${selection.reason}`);
      return selection.read;
    });
  }

  async authorize(exchange: Exchange, scopes: readonly string[]): Promise<Refusal | undefined> {
    const token = this.token(exchange);
    if (token === undefined) return unauthorized(undefined);
    try {
      const claims = await this.verify(token);
      exchange.claims = claims;
      const granted = texts(claims["scope"] ?? claims["scp"]);
      exchange.scopes = scopes.length === 0 ? undefined : scopes.filter((scope) => granted.includes(scope));
      if (exchange.scopes?.length !== 0) return undefined;
      exchange.authorizerError = `the token has none of the scopes ${scopes.join(", ")}`;
      return FORBIDDEN;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      exchange.authorizerError = reason;
      return unauthorized(reason);
    }
  }

  private token(exchange: Exchange): string | undefined {
    for (const read of this.identitySources) {
      const value = read(exchange)
        ?.replace(/^Bearer /i, "")
        .trim();
      if (value !== undefined && value !== "") return value;
    }
    return undefined;
  }

  private async verify(token: string): Promise<JWTPayload> {
    const { decodeProtectedHeader, jwtVerify } = await this.jose;
    const { kid } = decodeProtectedHeader(token);
    if (kid === undefined) throw new Error("the token's header has no kid");
    const { payload } = await jwtVerify(token, await this.keyFor(kid), {
      algorithms: ALGORITHMS,
      issuer: this.settings.issuer,
      clockTolerance: 0,
      currentDate: new Date(this.clock.now()),
      requiredClaims: ["exp"],
    });
    if (payload.iat !== undefined && payload.iat * 1000 > this.clock.now())
      throw new Error("the token's iat is in the future");
    // `client_id` counts only where the token has no `aud`.
    const audience = payload.aud ?? payload["client_id"];
    const given = typeof audience === "string" ? [audience] : texts(audience);
    if (!given.some((each) => this.settings.audience.includes(each)))
      throw new Error("the token is for another audience");
    return payload;
  }

  private async keyFor(kid: string): Promise<JWTVerifyGetKey> {
    const trusted = this.trusted?.(kid);
    return trusted === undefined ? this.keySet() : () => Promise.resolve(trusted);
  }

  /** The issuer's keys; fetched again after a failure, so that an issuer that starts late is found. */
  private keySet(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const document: unknown = await fetch(this.discovery, {
      signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MILLISECONDS),
    })
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined);
    const uri =
      typeof document === "object" && document !== null && "jwks_uri" in document ? document.jwks_uri : undefined;
    if (typeof uri !== "string" || !URL.canParse(uri))
      throw new Error(`the issuer's keys are not available: ${this.discovery} has no jwks_uri`);
    const { createRemoteJWKSet } = await this.jose;
    return createRemoteJWKSet(new URL(uri), {
      cacheMaxAge: KEYS_CACHED_MILLISECONDS,
      cooldownDuration: LOOKUP_PAUSE_MILLISECONDS,
    });
  }
}
