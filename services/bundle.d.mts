/** Bundles the services whose bundle is not up to date; returns the names of those whose dist/ changed. */
export function bundleServices(services?: string): Promise<string[]>;
