import { blocksOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import { PROVIDER_PAGES } from "../../danger/families/family";
import { whoIs } from "../../who";
import { always, CREDENTIAL, grant, joins, type Grant, type Granting } from "./grant";

/** Credentials, and who signs in with them. */
export const SIGN_IN: readonly Granting[] = [
  {
    of: "IAM users",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    grants: {
      aws_iam_user_login_profile: joins("may sign in to the console with a password:", "user", "aws_iam_user"),
      aws_iam_service_specific_credential: joins(`${CREDENTIAL}:`, "user_name", "aws_iam_user"),
      aws_iam_signing_certificate: joins(`${CREDENTIAL}:`, "user_name", "aws_iam_user"),
      aws_iam_user_ssh_key: joins(`${CREDENTIAL}:`, "username", "aws_iam_user"),
    },
  },
  {
    of: "identity providers of IAM",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html",
    grants: {
      aws_iam_saml_provider: always("an identity provider whose users roles may trust", "another account"),
      aws_iam_openid_connect_provider: always("an identity provider whose users roles may trust", "another account"),
    },
  },
  {
    of: "certificates for roles",
    source: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html",
    grants: {
      aws_rolesanywhere_trust_anchor: always("certificates of an authority that roles may trust", "another account"),
      aws_rolesanywhere_profile: always("roles for holders of certificates", "another account"),
    },
  },
  {
    of: "user pools",
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html",
    grants: {
      aws_cognito_identity_provider: always("users of another identity provider sign in", "another account"),
    },
  },
  {
    of: "Kubernetes",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
    grants: {
      aws_eks_identity_provider_config: always(
        "users of another identity provider reach the Kubernetes API",
        "another account",
      ),
      aws_eks_access_entry: (values, _resource, _planned, own) => {
        const principal = textOf(values["principal_arn"]) ?? "(unknown)";
        const groups = [values["kubernetes_groups"]].flat().map(String);
        const who = principal.includes("${") ? "this plan" : whoIs(principal, own);
        return grant(`Kubernetes API for ${principal}`, groups.includes("system:masters") ? "unknown" : who);
      },
    },
  },
  {
    of: "search domains",
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html",
    grants: {
      aws_opensearch_domain_saml_options: samlOptions,
      aws_elasticsearch_domain_saml_options: samlOptions,
      aws_opensearchserverless_security_config: always("users of an identity provider sign in", "another account"),
    },
  },
  {
    of: "IAM Identity Center",
    source: "https://docs.aws.amazon.com/singlesignon/latest/userguide/trustedidentitypropagation-overview.html",
    grants: {
      aws_ssoadmin_trusted_token_issuer: always("tokens of another issuer are taken", "another account"),
      aws_ssoadmin_application_assignment: always("may use the application", "this account"),
      aws_ssoadmin_application_access_scope: always("the application may use the scope", "this account"),
      aws_identitystore_user: always("a user who may be assigned", "this account"),
    },
  },
  {
    of: "transfer servers",
    source: PROVIDER_PAGES,
    grants: {
      aws_transfer_ssh_key: always("a key signs in to the transfer server", "another account"),
      aws_transfer_access: always("a directory's group signs in to the transfer server", "another account"),
    },
  },
  {
    of: "devices and machines",
    source: "https://docs.aws.amazon.com/iot/latest/developerguide/iot-authorization.html",
    grants: {
      aws_iot_certificate: always("a device's certificate", "another account"),
      aws_iot_ca_certificate: always("certificates of an authority", "another account"),
      aws_iot_policy_attachment: always(
        "a certificate or a group of things may do what the policy says",
        "this account",
      ),
    },
  },
  {
    of: "machines outside AWS",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-hybrid-multicloud.html",
    grants: {
      aws_ssm_activation: always("machines outside AWS may register", "another account"),
    },
  },
  {
    of: "Grafana",
    source: "https://docs.aws.amazon.com/grafana/latest/userguide/Using-Grafana-APIs.html",
    grants: {
      aws_grafana_workspace_api_key: always(CREDENTIAL, "another account"),
      aws_grafana_workspace_service_account_token: always(CREDENTIAL, "another account"),
      aws_grafana_role_association: always("a role in the workspace", "this account"),
      aws_grafana_workspace_saml_configuration: always("users of an identity provider sign in", "another account"),
    },
  },
  {
    of: "users of other services",
    source: PROVIDER_PAGES,
    grants: {
      aws_lightsail_bucket_access_key: always(CREDENTIAL, "another account"),
      aws_msk_scram_secret_association: always("a user name and password sign in to the cluster", "this account"),
      aws_msk_single_scram_secret_association: always(
        "a user name and password sign in to the cluster",
        "this account",
      ),
      aws_appstream_user: always("a user signs in", "another account"),
      aws_connect_user: always("a user signs in", "another account"),
      aws_quicksight_user: always("a user signs in", "another account"),
      aws_opsworks_user_profile: always("a user signs in to the instances", "this account"),
      aws_cloud9_environment_membership: always("a user opens the environment", "this account"),
      aws_emr_studio_session_mapping: always("a user or a group signs in", "this account"),
      aws_codestarconnections_connection: always(
        "a code host may be read and written through the connection",
        "this account",
      ),
      aws_verifiedpermissions_policy: always("what the policy permits to users of the application", "this account"),
    },
  },
  {
    of: "directories",
    source: "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/directory_microsoft_ad.html",
    grants: {
      aws_directory_service_trust: always("users of another directory are trusted", "another account"),
    },
  },
];

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html */
function samlOptions(values: JsonObject): readonly Grant[] {
  const on = blocksOf(values["saml_options"]).filter(({ enabled }) => enabled !== false);
  return on.some(({ idp }) => blocksOf(idp).length > 0)
    ? grant("users of an identity provider sign in", "another account")
    : [];
}
