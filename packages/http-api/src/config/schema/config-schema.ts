import { z } from "zod";
import type { environmentSchema } from "./environment-schema";
import { applicationName, environmentName, serviceName } from "./names";
import type { serviceSchema } from "./service-schema";

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** A service as the config file writes it. */
type ServiceInput = z.input<typeof serviceSchema>;

/** Settings of a service that one environment overrides; `image` is replaced as a whole. */
type ServiceOverride = DeepPartial<Omit<ServiceInput, "image">> & { readonly image?: ServiceInput["image"] };

/** An environment as the config file writes it. */
type EnvironmentInput = z.input<typeof environmentSchema> & {
  readonly services?: Readonly<Record<string, ServiceOverride>>;
};

/** The config file. */
export interface ConfigInput {
  /** The JSON Schema that an editor checks a .json config with; `http-api.schema.json` is one. */
  readonly $schema?: string;
  /** Prefix of physical names and state keys. */
  readonly name: string;
  readonly services: Readonly<Record<string, ServiceInput>>;
  readonly environments: Readonly<Record<string, EnvironmentInput>>;
}

/** The frame of a config file; what is inside is checked service by service and environment by environment. */
export const frameSchema = z.strictObject({
  $schema: z.string().optional(),
  name: applicationName,
  services: z.record(serviceName, z.unknown()),
  environments: z.record(environmentName, z.looseObject({ services: z.record(z.string(), z.unknown()).optional() })),
});
