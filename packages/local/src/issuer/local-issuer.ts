import { randomUUID } from "node:crypto";
import type * as Jose from "jose";
import type { JwtAuthorizer } from "@private-http-api/topology";
import type { TrustedKeys } from "../gateway/jwt-authorizer";

/** API Gateway accepts only RSA signatures ("Control access to HTTP APIs with JWT authorizers"). */
const ALGORITHM = "RS256";
/** Published keys: the signing key, and the one before it, so that its tokens stay valid. */
const KEPT_KEYS = 2;
/** Default lifetime of a token, in seconds. */
export const DEFAULT_LIFETIME_SECONDS = 3600;

interface SigningKey {
  readonly kid: string;
  readonly publicKey: Jose.CryptoKey;
  readonly privateKey: Jose.CryptoKey;
  readonly jwk: Jose.JWK;
}

/** The content of a token to issue. */
export interface TokenOrder {
  /** @default `local-user` */
  readonly subject?: string | undefined;
  /** Space-separated. @default the token has no `scope` */
  readonly scope?: string | undefined;
  /** @default the first that the authorizer accepts */
  readonly audience?: string | undefined;
  /** @default an hour */
  readonly lifetimeSeconds?: number | undefined;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/**
 * An OpenID Connect issuer on this machine. It signs in the name of the issuer that an authorizer trusts, so that routes and
 * services see the same claims as on AWS; its keys are valid in this run only.
 */
export class LocalIssuer {
  /** The newest first. */
  private keys: readonly SigningKey[] = [];

  private constructor(private readonly jose: typeof Jose) {}

  static async create(): Promise<LocalIssuer> {
    const issuer = new LocalIssuer(await import("jose"));
    await issuer.rotate();
    return issuer;
  }

  /** For the authorizers. */
  readonly trusted: TrustedKeys = (kid) => this.keys.find((key) => key.kid === kid)?.publicKey;

  /** A JSON Web Key Set. */
  get jwks(): { readonly keys: readonly Jose.JWK[] } {
    return { keys: this.keys.map(({ jwk }) => jwk) };
  }

  /** Switches to a new signing key. @returns its `kid` */
  async rotate(): Promise<string> {
    const { publicKey, privateKey } = await this.jose.generateKeyPair(ALGORITHM);
    const kid = randomUUID();
    const jwk = { ...(await this.jose.exportJWK(publicKey)), kid, alg: ALGORITHM, use: "sig" };
    this.keys = [{ kid, publicKey, privateKey, jwk }, ...this.keys].slice(0, KEPT_KEYS);
    return kid;
  }

  token({ issuer, audience }: Pick<JwtAuthorizer, "issuer" | "audience">, order: TokenOrder): Promise<string> {
    const [key] = this.keys;
    if (key === undefined) throw new Error("the issuer has no key");
    const now = Math.floor(Date.now() / 1000);
    const aud = order.audience ?? audience[0];
    const claims = {
      ...order.claims,
      iss: issuer,
      sub: order.subject ?? "local-user",
      iat: now,
      exp: now + (order.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS),
      ...(aud === undefined ? {} : { aud }),
      ...(order.scope === undefined ? {} : { scope: order.scope }),
    };
    return new this.jose.SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: "JWT" })
      .sign(key.privateKey);
  }
}
