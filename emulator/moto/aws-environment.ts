/** Any credentials do: the emulator looks at the account they belong to, and unknown ones belong to its default account. */
const anyCredential = "emulator";

/**
 * The caller's environment with its AWS settings replaced: a profile or a role of the caller would send calls to the real
 * AWS or fail before them.
 */
export function awsEnvironment(env: NodeJS.ProcessEnv, endpoint: string, region: string): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(others),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID:
      env["AWS_ENDPOINT_URL"] === undefined ? anyCredential : (env["AWS_ACCESS_KEY_ID"] ?? anyCredential),
    AWS_SECRET_ACCESS_KEY:
      env["AWS_ENDPOINT_URL"] === undefined ? anyCredential : (env["AWS_SECRET_ACCESS_KEY"] ?? anyCredential),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
