/** The emulator accepts any credentials; unknown ones belong to its default account. */
const anyCredential = "emulator";

/** Settings that make Terraform and the SDKs use an emulator, and no profile or role of the caller. */
export function awsSettings(
  env: NodeJS.ProcessEnv,
  endpoint: string,
  region: string,
): Readonly<Record<string, string>> {
  // A caller who names an emulator may have credentials for it.
  function credential(name: string) {
    return (env["AWS_ENDPOINT_URL"] === undefined ? undefined : env[name]) ?? anyCredential;
  }
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credential("AWS_ACCESS_KEY_ID"),
    AWS_SECRET_ACCESS_KEY: credential("AWS_SECRET_ACCESS_KEY"),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** The caller's environment variables, with its AWS settings replaced by these. */
export function withSettings(env: NodeJS.ProcessEnv, settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith("AWS_"));
  return { ...Object.fromEntries(others), ...settings };
}
