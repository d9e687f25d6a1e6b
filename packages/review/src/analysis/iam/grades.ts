import { awsManagedPolicy, parseArn } from "@private-http-api/terraform-json";
import { whoHasCidr, whoIs, widest, type Grade, type Who } from "../who";
import type { ConditionTest } from "./conditions";
import { matches } from "./globs";
import type { Entry } from "./entries";
import type { Statement } from "./statement";

/** Who gains by what an entry grants, or by a limit of it that goes. */
export function gradeOf(entry: Entry, own: ReadonlySet<string>): Grade {
  const { statement, kind, owner, reads } = entry;
  const inside: Who = typeof owner === "string" ? "this account" : "this plan";
  if (reads === "hidden" || kind === "boundary") return { who: "unknown" };
  if (kind === "attachment") return gradeOfAttachment(entry, inside);
  if (statement.principal.values.length > 0)
    return {
      who: kind === "resource" ? widest([whoOf(statement, own), ...deputies(statement, own)]) : whoOf(statement, own),
    };
  if (statement.effect === "Deny") return { who: "unknown" };
  return { who: inside, ...(isAdministrator(statement) ? { administrator: true } : {}) };
}

/** AWS's own policies that give a whole service, or all of them, say so in their names. */
export const GIVES_ALL = /Administrator|PowerUser|FullAccess|SystemAdmin|DatabaseAdmin|NetworkAdmin/;

/** A credential gives its holder what its user may do, which is unknown where the user is in no plan. */
const CREDENTIAL = /^access key /;

function gradeOfAttachment({ statement, attached }: Entry, inside: Who): Grade {
  const name = statement.action.values[0] ?? "";
  const managed = awsManagedPolicy(name);
  if (managed !== undefined) return { who: inside, ...(GIVES_ALL.test(managed) ? { administrator: true } : {}) };
  if (CREDENTIAL.test(name)) return { who: inside === "this plan" ? inside : "unknown" };
  return { who: attached === undefined && !name.includes("${") ? "unknown" : inside };
}

/** Actions by which one gives oneself more. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html */
const ESCALATES = [
  ...[
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:AttachGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
  ],
  ...["iam:PutGroupPolicy", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy"],
  ...["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:AddUserToGroup", "iam:PassRole"],
  ...["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "sts:AssumeRole"],
];

/** Everything, a whole service, or the right to take more, on every resource. */
export function isAdministrator({ effect, action, resource, tests }: Statement): boolean {
  if (effect !== "Allow" || tests.length > 0) return false;
  const everywhere =
    resource.not ||
    resource.values.length === 0 ||
    resource.values.some((value) => /^(\*|arn:aws[\w-]*:(iam|\*)[:*].*\*)$/.test(value));
  if (!everywhere) return false;
  if (action.not) return true;
  return action.values.some(
    (value) => /^(\*|[\w-]+:\*)$/.test(value) || ESCALATES.some((one) => matches(value, one, true)),
  );
}

/** Keys whose values say whose the caller is. */
const OF_ACCOUNT =
  /^(aws:(source|principal|resource|vpce)account|aws:source(owner|arn)|aws:principalarn|kms:calleraccount|s3:dataaccesspointaccount|lambda:sourcefunctionarn)$/;
const OF_ORGANIZATION = /^aws:(principal|source|resource|vpce)org(id|paths)$/;
export const OF_NETWORK =
  /^aws:source(vpce?|vpcarn)$|^aws:vpcsourceip$|^kms:viaservice$|^aws:(calledvia\w*|viaawsservice)$/;

/** Whom the principals of a statement are, as far as its conditions let them. */
export function whoOf({ principal, tests }: Statement, own: ReadonlySet<string>): Who {
  if (principal.not) return narrowed("anyone", tests, own);
  return widest(
    principal.values.map((value) => {
      const kind = value.slice(0, value.indexOf(":"));
      const name = value.slice(value.indexOf(":") + 1);
      if (kind === "Service") return name === "*" ? "anyone" : "this account";
      if (kind === "Federated") return whoIsFederated(name, tests);
      if (kind === "CanonicalUser") return "another account";
      const who = whoIs(name, own);
      return who === "anyone" ? narrowed(who, tests, own) : who === "unknown" ? "another account" : who;
    }),
  );
}

/**
 * Whom services act for that a resource's policy admits: whoever tells them to, of any account, where no condition says
 * whose resource or account it is. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
function deputies({ effect, principal, resource, tests }: Statement, own: ReadonlySet<string>): readonly Who[] {
  const isOfServices = !principal.not && principal.values.some((value) => value.startsWith("Service:"));
  if (effect !== "Allow" || !isOfServices) return [];
  const limits = tests.filter(
    ({ key, operator, ifExists, set }) =>
      !/not|null/.test(operator) && !ifExists && set !== "all" && LIMITS_DEPUTY.test(key),
  );
  // Services write their logs below the number of the account that they are of.
  const isOfAccount = resource.values.length > 0 && resource.values.every((value) => IN_FOLDER_OF_ACCOUNT.test(value));
  if (limits.length === 0) return isOfAccount ? [] : ["another account"];
  const isOurs = limits.some(({ values }) => values.every((value) => isOwn(value, own)));
  return isOurs ? [] : ["another account"];
}

/** Keys that say for whom a service acts, and tokens and contexts that only one party has. */
const LIMITS_DEPUTY =
  /^(aws:source(arn|account|owner|orgid|orgpaths|vpce?|vpcarn)|aws:(principal|resource)(account|arn|orgid|orgpaths)|kms:(calleraccount|viaservice|encryptioncontext:.*)|lambda:eventsourcetoken|lambda:sourcefunctionarn)$/;

const IN_FOLDER_OF_ACCOUNT = /\/(\d{12}|\$\{[^}]*\})\/(\*|.+)$/;

/** Whether a value of a condition names no other account: where the plans tell no account of their own, it may be that. */
function isOwn(value: string, own: ReadonlySet<string>): boolean {
  const arn = parseArn(value);
  const account = arn?.account ?? value;
  // Of an ARN without an account, the resource says whose it is.
  if ((account === "" ? (arn?.resource ?? "") : account).startsWith("*") || /^arn:(aws:)?\*/.test(value)) return false;
  return own.size === 0 || own.has(account) || !/^\d{12}$/.test(account);
}

function narrowed(who: Who, tests: readonly ConditionTest[], own: ReadonlySet<string>): Who {
  const circles = tests
    .filter(({ operator, ifExists, set }) => !/not|null/.test(operator) && !ifExists && set !== "all")
    .flatMap(({ key, values }): readonly Who[] => {
      if (OF_ORGANIZATION.test(key)) return ["another account"];
      if (OF_NETWORK.test(key)) return ["this account"];
      if (key === "aws:sourceip") return [widest(values.map(whoHasCidr))];
      if (!OF_ACCOUNT.test(key)) return [];
      return [widest(values.map((value) => (value === "*" || value === "arn:*" ? "anyone" : accountIn(value, own))))];
    });
  return circles.reduce<Who>(
    (narrowest, circle) => (ORDER.indexOf(circle) > ORDER.indexOf(narrowest) ? circle : narrowest),
    who,
  );
}

const ORDER: readonly Who[] = ["anyone", "unknown", "another account", "this account", "this plan"];

function accountIn(value: string, own: ReadonlySet<string>): Who {
  const who = whoIs(value, own);
  if (who !== "unknown") return who;
  return /^(\d{12})?$/.test(parseArn(value)?.account ?? "-") ? "another account" : "unknown";
}

/** Federated users: without a subject, everyone who can sign in there. */
function whoIsFederated(provider: string, tests: readonly ConditionTest[]): Who {
  const subject = tests.find(
    ({ key, operator }) => /:(sub|repository(_owner)?|aud|amr)$/.test(key) && !/not/.test(operator),
  );
  if (/saml-provider/.test(provider) || provider.includes("aws_iam_saml_provider")) return "another account";
  if (subject === undefined) return "anyone";
  if (subject.values.some((value) => value === "*" || value === "unauthenticated" || /^repo:\*/.test(value)))
    return "anyone";
  return subject.values.every((value) => value.startsWith("system:serviceaccount:"))
    ? "this account"
    : "another account";
}
