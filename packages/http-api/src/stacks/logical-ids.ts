import { TerraformElement, TerraformResource, TerraformDataSource } from "cdktf";
import type { Node } from "constructs";

const ALLOWED = /^[A-Za-z0-9_-]+$/;
/**
 * Ids that begin with a capital letter say no more than the resource's type, and are left out:
 * `aws_lb_target_group.alb_orders` needs no "targets". Service names are lower-case, and never such ids.
 */
const SILENT = /^[A-Z]/;
/** CDKTF names the outputs that stacks refer to after Terraform addresses, dots included. */
const CROSS_STACK = /^cross-stack-/;

/**
 * Terraform names that read like the path of a construct: `book-service_task`, without a hash. CDKTF drops characters
 * from ids, so that `a.b` and `ab` become one name and one resource disappears; here `a.b` is refused, and so is a name that
 * is taken.
 */
export class LogicalIds {
  private readonly owners = new Map<string, string>();

  /** @throws Error when an id has characters that Terraform does not allow, or when another element has the name already */
  allocate(element: TerraformElement | Node, scopes: readonly { readonly node: Node }[]): string {
    const ids = scopes.map(({ node }) => node.id).filter((id) => !SILENT.test(id));
    const name = ids.map((id) => this.checked(id)).join("_");
    const path = scopes.at(-1)?.node.path ?? "";
    const key = `${typeOf(element)}.${name}`;
    const owner = this.owners.get(key);
    if (owner !== undefined && owner !== path) {
      throw new Error(`${path}: its Terraform address ${key} is taken by ${owner}; give one of them another id`);
    }
    this.owners.set(key, path);
    return name;
  }

  private checked(id: string): string {
    if (CROSS_STACK.test(id)) return id.replaceAll(/[^A-Za-z0-9_-]/g, "_");
    if (ALLOWED.test(id)) return id;
    throw new Error(`construct id "${id}": Terraform names allow letters, digits, _ and - only; give another id`);
  }
}

function typeOf(element: TerraformElement | Node): string {
  // Not `instanceof`: with cdktn, npm installs two copies of the library, one for the bindings (docs/leaving-cdktf.md).
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${element.terraformResourceType}`;
  if (TerraformResource.isTerraformResource(element)) return element.terraformResourceType;
  return TerraformElement.isTerraformElement(element) ? element.constructor.name : "construct";
}
