import { partition } from "../arn";
import { allow, names, type Permissions } from "./permissions";
import { type AccessScope, inScope, prefixOf, taggedWith, taggingWith } from "./scope";

/** HTTP and REST APIs, VPC links and domains, whose ids are random [Service Authorization Reference, Amazon API Gateway V2]. */
export const api: Permissions = {
  read: ["apigateway:GET", "wafv2:GetWebACL", "wafv2:GetWebACLForResource"],
  write: (scope) => [
    allow(
      "ChangeApis",
      [
        "apigateway:DELETE",
        "apigateway:PATCH",
        "apigateway:POST",
        "apigateway:PUT",
        "apigateway:SetWebACL",
        "apigateway:TagResource",
        "apigateway:UpdateRestApiPolicy",
      ],
      [
        "/apis",
        "/apis/*",
        "/restapis",
        "/restapis/*",
        "/vpclinks",
        "/vpclinks/*",
        "/domainnames",
        "/domainnames/*",
        "/tags/*",
        ...(scope.managesApiLogRole ? ["/account"] : []),
      ].map((path) => gateway(scope, path)),
    ),
    // Of stages of REST APIs [Service Authorization Reference, AWS WAF V2].
    allow("ProtectApis", names("wafv2", ["AssociateWebACL", "DisassociateWebACL"]), [
      inScope(scope, "wafv2", "regional/webacl/*"),
      gateway(scope, "/restapis/*/stages/*"),
    ]),
  ],
};

function gateway({ placement: { region } }: AccessScope, path: string): string {
  return `arn:${partition(region)}:apigateway:${region}::${path}`;
}

/** Functions behind routes [Service Authorization Reference, AWS Lambda]. */
export const functions: Permissions = {
  read: names("lambda", [
    "GetFunction",
    "GetFunctionCodeSigningConfig",
    "GetFunctionConfiguration",
    "GetPolicy",
    "GetRuntimeManagementConfig",
    "ListTags",
    "ListVersionsByFunction",
  ]),
  write: (scope) => [
    allow(
      "ChangeFunctions",
      names("lambda", [
        "AddPermission",
        "CreateFunction",
        "DeleteFunction",
        "RemovePermission",
        "TagResource",
        "UntagResource",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
      ]),
      inScope(scope, "lambda", `function:${prefixOf(scope)}-*`),
    ),
  ],
};

/** Certificates and records of domains [Service Authorization Reference, AWS Certificate Manager, Amazon Route 53]. */
export const domains: Permissions = {
  read: [
    ...names("acm", ["DescribeCertificate", "ListCertificates", "ListTagsForCertificate"]),
    ...names("route53", [
      "GetChange",
      "GetHostedZone",
      "ListHostedZones",
      "ListHostedZonesByName",
      "ListResourceRecordSets",
      "ListTagsForResource",
    ]),
  ],
  write: (scope) => [
    allow("RequestCertificates", names("acm", ["AddTagsToCertificate", "RequestCertificate"]), "*", taggingWith(scope)),
    allow(
      "ChangeOwnCertificates",
      names("acm", ["DeleteCertificate", "RemoveTagsFromCertificate", "UpdateCertificateOptions"]),
      inScope(scope, "acm", "certificate/*"),
      taggedWith(scope),
    ),
    // Records of a domain; and the hosted zone of a Cloud Map namespace, created and deleted with the caller's permissions.
    allow(
      "ChangeZones",
      names("route53", [
        "AssociateVPCWithHostedZone",
        "ChangeResourceRecordSets",
        "CreateHostedZone",
        "DeleteHostedZone",
      ]),
      "*",
    ),
  ],
};
