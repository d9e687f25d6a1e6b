import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** What the roles of an environment are held to. */
export interface RoleLimits {
  /** ARN of the policy that bounds what a role may do, whatever its own policies say. */
  readonly permissionsBoundary: string;
  /** Path of the roles, by which who deploys may make and pass them: `/shop/dev/`. @default AWS's, `/` */
  readonly path?: string;
}

/**
 * Gives every role in a scope its boundary and path, those of the user's own resources too; a role that has its own keeps
 * them. Another path is another role, which has to be there, with its policies, before tasks are taken to it.
 */
export function limitRoles(scope: IConstruct, { permissionsBoundary, path }: RoleLimits): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (!TerraformResource.isTerraformResource(node)) return;
      const type = node.terraformResourceType;
      const role = node as TerraformResource & { path?: string; permissionsBoundary?: string } & Inputs;
      if (type === "aws_iam_role") {
        if (role.permissionsBoundaryInput === undefined) role.permissionsBoundary = permissionsBoundary;
        if (path !== undefined && role.pathInput === undefined) role.path = path;
      }
      const isOfRole = type === "aws_iam_role" || type === "aws_iam_role_policy";
      if (path !== undefined && isOfRole) node.lifecycle = { createBeforeDestroy: true, ...node.lifecycle };
    },
  });
}

interface Inputs {
  readonly pathInput?: string;
  readonly permissionsBoundaryInput?: string;
}
