import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rootCertificates } from "node:tls";
import { run } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";

export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** File with the system's certificate authorities and this certificate, for `SSL_CERT_FILE`. */
  readonly bundleFile: string;
}

/** Paths of the CA bundle in Linux distributions. */
const systemBundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/** Longer than any local deployment exists, shorter than the 825 days that clients accept. */
const validDays = 365;

/** Creates a self-signed certificate for 127.0.0.1, because Terraform's providers refuse a registry without TLS. */
export async function makeCertificate(
  folder: string,
  { env, signal }: Pick<Surroundings, "env" | "signal">,
): Promise<Certificate> {
  const certificateFile = path.join(folder, "registry.crt");
  const keyFile = path.join(folder, "registry.key");
  const bundleFile = path.join(folder, "ca-bundle.crt");
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
  await run("openssl", ["req", "-x509", "-days", String(validDays), ...key, ...subject, "-out", certificateFile], {
    env,
    signal,
  });
  const system = [env["SSL_CERT_FILE"], ...systemBundles].find((file) => file !== undefined && existsSync(file));
  const authorities = system === undefined ? rootCertificates.join("\n") : readFileSync(system, "utf8");
  writeFileSync(bundleFile, `${authorities}\n${readFileSync(certificateFile, "utf8")}`);
  return { certificateFile, keyFile, bundleFile };
}
