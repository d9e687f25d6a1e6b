/** A service with only the required settings. */
export function service(path: string, settings: object = {}) {
  return {
    path,
    image: { uri: "registry.example.com/team/app:1.0.0" },
    healthCheck: { path: `${path}/health` },
    ...settings,
  };
}

/** Settings of an image that tasks pull without internet access. */
export const IN_ECR = { image: { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" } };

/**
 * A config of one environment, `dev`, with the required settings, which `environment` and `services` override. In a
 * protected environment, services are explicitly open.
 */
export function configOf(services: Readonly<Record<string, unknown>>, environment: object = {}) {
  const open = Object.entries(services).map(
    ([name, each]) => [name, { authorization: "none", ...(each as object) }] as const,
  );
  return {
    name: "shop",
    services: "protect" in environment && environment.protect === true ? Object.fromEntries(open) : services,
    environments: { dev: { account: "111111111111", region: "us-west-2", ...environment } },
  };
}

/** Two services behind the application load balancer, one path below the other. */
export function twoServices() {
  return configOf({ orders: service("/api/orders"), returns: service("/api/orders/returns") });
}
