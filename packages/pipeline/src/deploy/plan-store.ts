import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type * as S3 from "@aws-sdk/client-s3";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import type { DeployedEnvironment } from "./deployed-environment";

/** The plans of an environment that wait for approval: in the bucket of its states, encrypted like them. */
export class PlanStore {
  private client: S3.S3Client | undefined;

  constructor(private readonly environment: DeployedEnvironment) {}

  /** @returns SHA-256 of the stored content, in hex */
  async put(name: string, body: string | Uint8Array): Promise<string> {
    await this.send((s3, client) => client.send(new s3.PutObjectCommand({ ...this.object(name), Body: body })));
    return digestOf(body);
  }

  /** @throws UserError when the plan is missing or its digest differs, because another run has planned since */
  async get(name: string, digest: string): Promise<Uint8Array> {
    const found = await this.send((s3, client) => client.send(new s3.GetObjectCommand(this.object(name))));
    const body = await found?.Body?.transformToByteArray();
    if (body === undefined) throw this.refusal(name, "does not exist");
    if (digestOf(body) !== digest) throw this.refusal(name, "is not the one that was approved");
    return body;
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.send((s3, client) => client.send(new s3.DeleteObjectCommand(this.object(name))));
    }
  }

  private object(name: string) {
    return { Bucket: this.environment.bucket, Key: this.environment.prefix + name };
  }

  private refusal(name: string, what: string): UserError {
    const { bucket, prefix } = this.environment;
    return new UserError(`s3://${bucket}/${prefix}${name}: ${what}; run the whole workflow again, which plans again`);
  }

  /** @returns `undefined` if there is no such object */
  private async send<T>(call: (s3: typeof S3, client: S3.S3Client) => Promise<T>): Promise<T | undefined> {
    // Loaded when it is first needed: the SDK is heavy.
    const s3 = await import("@aws-sdk/client-s3");
    const { bucket, region, name } = this.environment;
    this.client ??= new s3.S3Client({ region });
    try {
      return await call(s3, this.client);
    } catch (error) {
      const code = error instanceof Error ? error.name : "";
      if (code === "NoSuchKey") return undefined;
      if (code === "NoSuchBucket") {
        throw new UserError(`state bucket ${bucket}: does not exist; deploy it once: npx cdktf deploy state-${name}`);
      }
      throw new UserError(
        `state bucket ${bucket}: ${messageOf(error)}; the role needs the permissions that access-${name} gives`,
      );
    }
  }
}

export function digestOf(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

export function writeBytes(file: string, bytes: Uint8Array): void {
  writeFileSync(file, bytes, { mode: 0o600 });
}
