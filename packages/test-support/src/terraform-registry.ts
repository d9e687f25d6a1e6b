import { readFileSync } from "node:fs";
import { get } from "node:https";

/** Reads a repository's tags and digests from a registry. */
export class RegistryClient {
  constructor(
    private readonly port: number,
    private readonly certificates: string,
  ) {}

  async tags(repository: string): Promise<readonly string[]> {
    const { body } = await this.fetch(`${repository}/tags/list`);
    return (JSON.parse(body) as { tags: string[] }).tags;
  }

  /** Whether the registry has an image under this digest. */
  async has(repository: string, digest: string): Promise<boolean> {
    return (await this.fetch(`${repository}/manifests/${digest}`)).status === 200;
  }

  private fetch(path: string): Promise<{ status: number | undefined; body: string }> {
    const options = {
      ca: readFileSync(this.certificates),
      headers: {
        accept: "application/vnd.docker.distribution.manifest.v2+json,application/vnd.oci.image.manifest.v1+json",
      },
    };
    return new Promise((resolve, reject) => {
      get(`https://127.0.0.1:${this.port}/v2/${path}`, options, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text: string) => (body += text));
        response.on("end", () => {
          resolve({ status: response.statusCode, body });
        });
      }).on("error", reject);
    });
  }
}
