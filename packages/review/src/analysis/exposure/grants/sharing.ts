import { blocksOf, textOf } from "@private-http-api/terraform-json";
import { PROVIDER_PAGES } from "../../danger/families/family";
import { whoIs, type Who } from "../../who";
import { always, grant, toAccount, type Granting } from "./grant";

/** What is shared with others, of this account or another one. */
export const SHARING: readonly Granting[] = [
  {
    of: "images",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/cancel-sharing-an-AMI.html",
    grants: {
      aws_ami_launch_permission: toAccount(
        "the image may be started by",
        "group",
        "account_id",
        "organization_arn",
        "organizational_unit_arn",
      ),
    },
  },
  {
    of: "snapshots",
    source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html",
    grants: {
      aws_snapshot_create_volume_permission: toAccount("volumes of the snapshot may be made by", "account_id"),
    },
  },
  {
    of: "resource shares",
    source: "https://docs.aws.amazon.com/ram/latest/userguide/what-is.html",
    grants: {
      aws_ram_principal_association: toAccount("what the share holds may be used by", "principal"),
      aws_ram_resource_association: always("is in a share: its principals may use it", "another account"),
      aws_ram_sharing_with_organization: always("shares need no invitation within the organization", "another account"),
    },
  },
  {
    of: "delegated administrators",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html",
    grants: {
      aws_organizations_delegated_administrator: toAccount("a service is administered by", "account_id"),
      ...Object.fromEntries(
        [
          "aws_auditmanager_organization_admin_account_registration",
          "aws_cloudtrail_organization_delegated_admin_account",
          "aws_config_aggregate_authorization",
          "aws_detective_organization_admin_account",
          "aws_fms_admin_account",
          "aws_guardduty_organization_admin_account",
          "aws_inspector2_delegated_admin_account",
          "aws_macie2_organization_admin_account",
          "aws_securityhub_organization_admin_account",
          "aws_vpc_ipam_organization_admin_account",
        ].map((type) => [
          type,
          toAccount(
            "findings and settings of other accounts are shown to",
            "admin_account_id",
            "delegated_admin_account_id",
            "account_id",
          ),
        ]),
      ),
    },
  },
  {
    of: "telemetry",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html",
    grants: {
      aws_oam_link: always("telemetry is shared with the sink's account", "another account"),
    },
  },
  {
    of: "Lake Formation",
    source: "https://docs.aws.amazon.com/lake-formation/latest/dg/lake-formation-permissions.html",
    grants: {
      aws_lakeformation_permissions: (values, _resource, _planned, own) => {
        const principal = textOf(values["principal"]) ?? "(unknown)";
        const permissions = [values["permissions"]].flat().map(String).join(", ");
        const who: Who = /IAM_ALLOWED_PRINCIPALS|EVERYONE/i.test(principal)
          ? "anyone"
          : principal.includes("${")
            ? "this plan"
            : whoIs(principal, own);
        return grant(`${permissions} for ${principal}`, who === "unknown" ? "this account" : who);
      },
      aws_lakeformation_opt_in: always("Lake Formation's permissions apply to a principal", "this account"),
    },
  },
  {
    of: "portfolios",
    source: "https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_users.html",
    grants: {
      aws_servicecatalog_portfolio_share: toAccount("portfolio is shared with", "principal_id"),
      aws_servicecatalog_principal_portfolio_association: toAccount("portfolio may be used by", "principal_arn"),
    },
  },
  {
    of: "S3 Access Grants",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-list-grants.html",
    grants: {
      aws_s3control_access_grant: (values, _resource, _planned, own) => {
        const grantee =
          blocksOf(values["grantee"]).flatMap((block) => textOf(block["grantee_identifier"]) ?? [])[0] ?? "(unknown)";
        const who: Who = grantee.includes("${") ? "this plan" : whoIs(grantee, own);
        return grant(
          `${textOf(values["permission"]) ?? "access"} for ${grantee}`,
          who === "unknown" ? "this account" : who,
        );
      },
    },
  },
  {
    of: "certificate authorities",
    source: "https://docs.aws.amazon.com/privateca/latest/APIReference/API_CreatePermission.html",
    grants: {
      aws_acmpca_permission: toAccount("certificates may be issued by", "source_account", "principal"),
    },
  },
  {
    of: "searches across domains",
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cross-cluster-search.html",
    grants: {
      aws_opensearch_authorize_vpc_endpoint_access: toAccount("endpoints for the domain may be made by", "account"),
      aws_opensearch_inbound_connection_accepter: always("searches of another domain are taken", "another account"),
    },
  },
  {
    of: "directories, warehouses and others",
    source: PROVIDER_PAGES,
    grants: {
      aws_directory_service_shared_directory: (values, _resource, _planned, own) => {
        const account = blocksOf(values["target"]).flatMap((block) => textOf(block["id"]) ?? [])[0] ?? "(unknown)";
        return grant(
          `the directory is shared with ${account}`,
          whoIs(account, own) === "this account" ? "this account" : "another account",
        );
      },
      aws_redshift_data_share_authorization: toAccount("data share may be used by", "consumer_identifier"),
      aws_redshift_data_share_consumer_association: always("data share is used", "this account"),
      aws_redshift_endpoint_authorization: toAccount("endpoints for the cluster may be made by", "account"),
      aws_cleanrooms_collaboration: always("data is computed on together with others", "another account"),
      aws_lightsail_bucket_resource_access: always("an instance reads and writes the bucket", "this account"),
    },
  },
];
