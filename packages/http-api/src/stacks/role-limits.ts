import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** Boundary and path of an environment's roles. */
export interface RoleLimits {
  /** ARN of the policy that limits what a role may do, whatever its own policies allow. */
  readonly permissionsBoundary: string;
  /** Path of the roles, which lets the deploy role create and pass them: `/shop/dev/`. @default AWS's, `/` */
  readonly path?: string;
}

/**
 * Gives every role in a scope its boundary and path, including roles of the user's own resources; a role that has its own
 * keeps them. Another path means another role, which must exist, with its policies, before tasks use it.
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
