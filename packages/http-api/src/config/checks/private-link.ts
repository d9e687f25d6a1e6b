import { partitionOf } from "../../aws/regions";
import type { Service } from "../config";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Services that PrivateLink cannot reach, and exposure that the config does not accept explicitly. */
export const checkPrivateLink: Check = ({ environment: { name, region, privateLink, services }, declared, at }) => {
  if (!privateLink) return [];
  const path = ["environments", name, "privateLink"];
  const { id: partition } = partitionOf(region);
  return [
    ...duplicates(privateLink.allow, [...path, "allow"]),
    ...duplicates(privateLink.services, [...path, "services"]),
    ...privateLink.allow.flatMap((principal, index): Problem[] =>
      /^\d/.test(principal) || principal.startsWith(`arn:${partition}:`)
        ? []
        : [
            {
              path: [...path, "allow", index],
              message: `got ${quote(principal)}, which is not of ${region}'s partition; give an ARN that begins with "arn:${partition}:"`,
            },
          ],
    ),
    ...privateLink.supportedRegions.flatMap((each, index): Problem[] =>
      partitionOf(each).id === partition
        ? []
        : [
            {
              path: [...path, "supportedRegions", index],
              message: `got ${quote(each)}, which is of another partition than ${region}; PrivateLink does not cross partitions, leave it out`,
            },
          ],
    ),
    ...privateLink.services.flatMap((named, index): Problem[] => {
      const service = services.find((each) => each.name === named);
      if (service === undefined && declared.includes(named)) return [];
      const problem = service ? whyNot(service) : `no such service; declared: ${declared.join(", ")}`;
      if (problem !== undefined)
        return [{ path: [...path, "services", index], message: `got ${quote(named)}; ${problem}` }];
      if (service?.privateLink?.bypassesAuthorization === true) return [];
      const message =
        "is missing, and requests through PrivateLink bypass authorizers; give { bypassesAuthorization: true } where the service may answer every principal of privateLink.allow";
      return [{ path: at(named, "privateLink"), message }];
    }),
  ];
};

function whyNot({ integration, stripPrefix }: Service): string | undefined {
  if (integration === "none") return "it has no path, so no rule of the load balancer can lead to it; give it one";
  if (integration !== "alb") {
    return `it has integration "${integration}", and PrivateLink leads to the application load balancer; set integration to "alb"`;
  }
  if (stripPrefix) {
    return "the gateway removes its path, and PrivateLink requests do not pass the gateway; serve the whole path, without stripPrefix";
  }
  return undefined;
}

function duplicates(values: readonly string[], path: readonly PropertyKey[]): readonly Problem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [{ path: [...path, index], message: `got ${quote(value)}, which is in the list already; name each once` }]
      : [],
  );
}
