import { repositoryName } from "@private-http-api/http-api";
import { EcrRegistry } from "../../images/image-registry";
import { fail, type Finding, ok } from "../finding";
import type { Check } from "../target";

/** Whether ECR still has every image that is recorded. */
export const images: Check = {
  what: "images",
  run: async ({ config, environment, builds }) => {
    const registry = new EcrRegistry(environment.region);
    return Promise.all(
      builds.flatMap(({ serviceName, digest }) =>
        digest === undefined ? [] : [imageOf(registry, serviceName, digest)],
      ),
    );

    async function imageOf(from: EcrRegistry, service: string, digest: string): Promise<Finding> {
      const repository = repositoryName({ application: config.name, environment: environment.name }, service);
      const what = `image of ${service}`;
      if (await from.has(repository, digest)) return ok(what, digest);
      return fail(what, `${digest} is not in ${repository}; build it again: npm run images -- ${environment.name}`);
    }
  },
};
