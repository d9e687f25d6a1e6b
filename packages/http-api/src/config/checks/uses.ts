import { parseArn } from "@private-http-api/terraform-json/values";
import { partitionOf } from "../../aws/regions";
import type { Service } from "../config";
import { quote, type Problem } from "../problem";
import { type UsedResource, usedResource } from "../used-resource";
import type { Check, CheckInput } from "./check";
import { SET_BY } from "./containers";

/** Uses of resources that exist: variables that are taken, and resources that tasks could not reach. */
export const checkUses: Check = ({ environment, at }) =>
  environment.services.flatMap((service) => {
    const uses = service.uses.map(usedResource);
    return uses.flatMap((use, index): Problem[] => [
      ...variableProblems(service, uses, index).map((message) => ({
        path: at(service.name, "uses", index, "as"),
        message: `got ${quote(use.variable)}, ${message}`,
      })),
      ...reachProblems(use, environment).map((message) => ({
        path: at(service.name, "uses", index, use.kind),
        message: `got ${quote(use.arn)}, ${message}`,
      })),
      ...keyProblems(use, environment).map((message) => ({
        path: at(service.name, "uses", index, "keyArn"),
        message: `got ${quote(use.keyArn)}, ${message}`,
      })),
    ]);
  });

function variableProblems(service: Service, uses: readonly UsedResource[], index: number): readonly string[] {
  const name = uses[index]?.variable ?? "";
  if (uses.findIndex(({ variable }) => variable === name) < index) {
    return ["which another entry has; give each its own name, and several kinds of access as a list"];
  }
  if (Object.hasOwn(service.environment, name) || Object.hasOwn(service.secrets, name)) {
    return ["which is set in environment or secrets too; give another name"];
  }
  return [...Object.keys(SET_BY), "NODE_ENV"].includes(name)
    ? ["which is set for every service; give another name"]
    : [];
}

/** A resource is encrypted with a key of its own Region; the ARN of a bucket does not name its Region. */
function keyProblems(
  { keyArn = "", region: home }: UsedResource,
  { region }: CheckInput["environment"],
): readonly string[] {
  const key = parseArn(keyArn);
  if (!key) return [];
  const { id } = partitionOf(region);
  if (key.partition !== id) return [`which is not of ${region}'s partition; give an ARN that begins with "arn:${id}:"`];
  return home === "" || key.region === home
    ? []
    : [`a key of another Region than the resource, which it cannot be encrypted with; give one of ${home}`];
}

function reachProblems(use: UsedResource, { name, region, network }: CheckInput["environment"]): readonly string[] {
  if (use.partition !== partitionOf(region).id) {
    return [`which is not of ${region}'s partition; give an ARN that begins with "arn:${partitionOf(region).id}:"`];
  }
  if (network.kind !== "own" || (network.egress !== "endpoints" && network.egress !== "none")) return [];
  const { egress } = network;
  if (use.region !== "" && use.region !== region) {
    return [
      `which ${name} cannot reach with network.egress "${egress}": endpoints lead to ${region}; give a resource there, or network.egress "single-nat"`,
    ];
  }
  if (egress === "endpoints" || use.kind === "table" || use.kind === "bucket") return [];
  return [`which ${name} cannot reach with network.egress "none"; give network.egress "endpoints"`];
}
