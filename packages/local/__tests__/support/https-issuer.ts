import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, SignJWT } from "jose";
import { makeCertificate } from "@private-http-api/emulator";
import { temporaryFolder } from "@private-http-api/test-support";

/** An issuer of tokens on this machine, over https as API Gateway wants it, with a certificate of its own. */
export class HttpsIssuer {
  private constructor(
    readonly url: string,
    /** For NODE_EXTRA_CA_CERTS of those that ask it for its keys. */
    readonly certificateFile: string,
    private readonly server: Server,
    private readonly privateKey: GenerateKeyPairResult["privateKey"],
  ) {}

  static async start(): Promise<HttpsIssuer> {
    const { certificateFile, keyFile } = await makeCertificate(temporaryFolder(), { env: process.env });
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const keys = [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }];
    const server = createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile) });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => {
      const isDiscovery = request.url === "/.well-known/openid-configuration";
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(isDiscovery ? { issuer: url, jwks_uri: `${url}/keys` } : { keys }));
    });
    return new HttpsIssuer(url, certificateFile, server, privateKey);
  }

  /** A token that is good for five minutes. */
  async token(claims: { readonly aud: string; readonly scope?: string }): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setIssuer(this.url)
      .setSubject("user-1")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(this.privateKey);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
