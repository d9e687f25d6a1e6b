import {
  blocksOf,
  isObject,
  listOf,
  objectOf,
  parseJson,
  textOf,
  textsOf,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import type { Who } from "../../who";
import type { Grant } from "../grants/grant";
import type { Reader } from "./reader";

/** Roles that are given to users, groups and programs. */
export const MEMBERS: readonly Reader[] = [
  {
    types: /^google_\w+_iam_(member|binding)$/,
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
    read: (values) => membersOf(values),
  },
  {
    types: /^google_\w+_iam_policy$/,
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
    read: (values) => {
      const policy = objectOf(parseJson(textOf(values["policy_data"]) ?? ""));
      return listOf(policy["bindings"])
        .filter(isObject)
        .flatMap((binding) => membersOf({ ...binding, project: values["project"] ?? null }));
    },
  },
  {
    types: /^kubernetes_(cluster_)?role_binding(_v1)?$/,
    source:
      "https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/cluster_role_binding_v1",
    read: (values) => {
      const role = textOf(objectOf(listOf(values["role_ref"])[0])["name"]) ?? "(unknown)";
      return blocksOf(values["subject"]).map((subject) => {
        const name = textOf(subject["name"]) ?? "(unknown)";
        return { what: `${role} for ${name}`, who: whoIsBound(name, role) };
      });
    },
  },
  {
    types: /^azurerm_role_assignment$/,
    source: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/role_assignment",
    read: (values) => {
      const role = textOf(values["role_definition_name"]) ?? textOf(values["role_definition_id"]) ?? "(unknown)";
      const who = /^(Owner|Contributor|User Access Administrator|Role Based Access Control Administrator)$/.test(role);
      return [
        { what: `${role} for ${textOf(values["principal_id"]) ?? "(unknown)"}`, who: who ? "unknown" : "this account" },
      ];
    },
  },
  {
    types: /^kubernetes_service(_v1)?$/,
    source: "https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/service_v1",
    read: (values) => {
      const annotations = blocksOf(values["metadata"]).map(({ annotations }) => objectOf(annotations));
      const isInside = annotations.some((entry) =>
        Object.entries(entry).some(([key, value]) => isInternal(key, value)),
      );
      const isOpen = blocksOf(values["spec"]).some(({ type }) => type === "LoadBalancer");
      return isOpen && !isInside ? [{ what: "load balancer reachable from the internet", who: "anyone" }] : [];
    },
  },
];

/** Annotations by which a cloud's load balancer gets no public address. */
function isInternal(key: string, value: Json): boolean {
  if (/scheme$|load-balancer-type$/.test(key)) return /^internal$/i.test(textOf(value) ?? "");
  return /internal/.test(key) && !/^(false|0\.0\.0\.0\/0)$/.test(textOf(value) ?? "");
}

function membersOf(values: JsonObject): readonly Grant[] {
  const role = textOf(values["role"]) ?? "(unknown)";
  const project = textOf(values["project"]);
  return [...textsOf(values["member"]), ...textsOf(values["members"])].map((member) => ({
    what: `${role} for ${member}`,
    who: whoIsMember(member, role, project),
  }));
}

/** https://cloud.google.com/iam/docs/principals-overview */
function whoIsMember(member: string, role: string, project: string | undefined): Who {
  if (/^(allUsers|allAuthenticatedUsers)$/.test(member)) return "anyone";
  if (/^roles\/(owner|editor)$/.test(role)) return "unknown";
  if (member.includes("${")) return "this plan";
  const isOwn = project !== undefined && member.endsWith(`@${project}.iam.gserviceaccount.com`);
  return isOwn ? "this account" : "unknown";
}

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
function whoIsBound(name: string, role: string): Who {
  if (/^system:(anonymous|authenticated|unauthenticated)$/.test(name)) return "anyone";
  return role === "cluster-admin" ? "unknown" : "this account";
}
