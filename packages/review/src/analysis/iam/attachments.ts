import { awsManagedPolicy, BUILT_FROM, isObject, listOf, textOf, type Json } from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import { namedBy, type Owner } from "./owners";
import { policySourcesOf, staysSame } from "./policy-sources";
import { statementsOf } from "./statement";

/** What is granted to someone by its name: a managed policy, a group, a boundary. */
export interface Attachment {
  readonly kind: "attachment" | "boundary";
  readonly owner: Owner;
  /** What is attached, and the resource that it is where a plan has it. */
  readonly name: string;
  readonly policy: Resource | undefined;
  /** What it is attached for, where it is not for everything. */
  readonly on: string | undefined;
  /** Whether there may be an Allow in it, and a Deny or a limit. */
  readonly allows: boolean;
  readonly limits: boolean;
}

interface AttachmentType {
  /** Attributes that name who gets it, and what they get. */
  readonly owner: readonly string[];
  readonly what: readonly string[];
  readonly on?: string;
  /** Whether nothing that it grants can deny. @default what the policy says, where it is known */
  readonly allowsOnly?: true;
  readonly kind?: Attachment["kind"];
}

const ATTACHMENTS: Readonly<Record<string, AttachmentType>> = {
  aws_iam_role_policy_attachment: { owner: ["role"], what: ["policy_arn"] },
  aws_iam_user_policy_attachment: { owner: ["user"], what: ["policy_arn"] },
  aws_iam_group_policy_attachment: { owner: ["group"], what: ["policy_arn"] },
  aws_iam_policy_attachment: { owner: ["roles", "users", "groups"], what: ["policy_arn"] },
  aws_iam_role_policy_attachments_exclusive: { owner: ["role_name"], what: ["policy_arns"] },
  aws_iam_user_policy_attachments_exclusive: { owner: ["user_name"], what: ["policy_arns"] },
  aws_iam_group_policy_attachments_exclusive: { owner: ["group_name"], what: ["policy_arns"] },
  aws_identitystore_group_membership: { owner: ["member_id"], what: ["group_id"], allowsOnly: true },
  aws_cognito_user_in_group: { owner: ["username"], what: ["group_name"], allowsOnly: true },
  aws_quicksight_group_membership: { owner: ["member_name"], what: ["group_name"], allowsOnly: true },
  aws_elasticache_user_group_association: { owner: ["user_id"], what: ["user_group_id"], allowsOnly: true },
  aws_iam_user_group_membership: { owner: ["user"], what: ["groups"] },
  aws_iam_group_membership: { owner: ["users"], what: ["group"] },
  aws_iam_access_key: { owner: ["user"], what: [], allowsOnly: true },
  aws_organizations_policy_attachment: { owner: ["target_id"], what: ["policy_id"] },
  aws_ssoadmin_managed_policy_attachment: { owner: ["permission_set_arn"], what: ["managed_policy_arn"] },
  aws_ssoadmin_customer_managed_policy_attachment: {
    owner: ["permission_set_arn"],
    what: ["customer_managed_policy_reference"],
  },
  aws_ssoadmin_permissions_boundary_attachment: {
    owner: ["permission_set_arn"],
    what: ["permissions_boundary"],
    kind: "boundary",
  },
  aws_ssoadmin_account_assignment: {
    owner: ["principal_id"],
    what: ["permission_set_arn"],
    on: "target_id",
    allowsOnly: true,
  },
  aws_eks_access_policy_association: {
    owner: ["principal_arn"],
    what: ["policy_arn"],
    on: "cluster_name",
    allowsOnly: true,
  },
};

/** Types that name themselves what they get. */
const PRINCIPALS: ReadonlySet<string> = new Set(
  ["aws", "awscc"].flatMap((provider) => [`${provider}_iam_role`, `${provider}_iam_user`]),
);

/** Everything that a resource attaches. */
export function attachmentsOf(resource: Resource, planned: PlannedResources): readonly Attachment[] {
  if (resource.change.mode !== "managed") return [];
  if (PRINCIPALS.has(resource.type)) return ofPrincipal(resource, planned);
  const type = ATTACHMENTS[resource.type];
  if (type === undefined) return [];
  const owners = type.owner.flatMap((attribute) =>
    listOf(resource.values[attribute]).map((value) => namedBy(resource, attribute, value, planned)),
  );
  // A credential has no other name than its address.
  const names =
    type.what.length === 0
      ? [`access key ${resource.address}`]
      : type.what.flatMap((name) => namesIn(resource.values[name]));
  const on = type.on === undefined ? undefined : textOf(resource.values[type.on]);
  return owners.flatMap((owner) =>
    names.map((name) => {
      const attached = attachment(resource, owner, name, type.kind ?? "attachment", planned);
      return { ...attached, on, limits: attached.limits && type.allowsOnly !== true };
    }),
  );
}

/** What a role or user names itself. */
function ofPrincipal(resource: Resource, planned: PlannedResources): readonly Attachment[] {
  const policies = staysSame(resource.change, "managed_policy_arns")
    ? []
    : namesIn(resource.values["managed_policy_arns"]);
  return [
    ...policies.map((name) => attachment(resource, resource, name, "attachment", planned)),
    ...namesIn(resource.values["permissions_boundary"]).map((name) =>
      attachment(resource, resource, name, "boundary", planned),
    ),
  ];
}

function attachment(
  resource: Resource,
  owner: Owner,
  name: string,
  kind: Attachment["kind"],
  planned: PlannedResources,
): Attachment {
  const policy = planned.resolve(resource, name, "aws_iam_policy", "aws_organizations_policy");
  // A boundary gives nothing: it says what may be given at most.
  const effects = kind === "boundary" ? { allows: false, limits: true } : effectsOf(name, policy, planned);
  // A plan that does not say how a value is built still means the policy by it.
  const known = policy === undefined ? name : name.replace(BUILT_FROM, "");
  return { kind, owner, name: known, policy, on: undefined, ...effects };
}

/** A policy of AWS's own says by its name when it denies; one that no plan shows may do either. */
function effectsOf(
  name: string,
  policy: Resource | undefined,
  planned: PlannedResources,
): Pick<Attachment, "allows" | "limits"> {
  if (awsManagedPolicy(name) !== undefined) {
    const denies = /Deny|Quarantine/.test(name);
    return { allows: !denies, limits: denies };
  }
  const sources = policy === undefined ? [] : policySourcesOf(policy, planned);
  const statements = sources.map(({ document }) => statementsOf(document, (value) => value));
  if (statements.length === 0 || statements.includes(undefined)) return { allows: true, limits: true };
  function has(effect: string): boolean {
    return statements.some((list) => list?.some((statement) => statement.effect === effect));
  }
  return { allows: has("Allow"), limits: has("Deny") };
}

/** Names, each of them written as a text or as a block of its parts. */
function namesIn(value: Json | undefined): readonly string[] {
  return listOf(value).flatMap((entry) => {
    const name = isObject(entry) ? Object.values(entry).flatMap(namesIn).join(" ") : textOf(entry);
    return name === undefined || name === "" ? [] : [name];
  });
}
