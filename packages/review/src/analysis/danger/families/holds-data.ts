import { named, PROVIDER_PAGES, type Family } from "./family";

/** Types that hold what the configuration cannot recreate: destroying one loses it. */
export const HOLDS_DATA: readonly Family[] = [
  {
    because: "named after what holds data",
    source: PROVIDER_PAGES,
    types:
      /^aws_\w*(?<=_)(bucket|bucket_object|cluster|database|db|domain|file_system|file_cache|keyspace|queue|replication_group|repository|stream|(?<!route_|policy_)table|user_pool|vault|volume|ledger|ontap_storage_virtual_machine|snapshot)$/,
  },
  {
    because: "a snapshot, a backup or an image: what is restored or started from it",
    source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html",
    destroyed: "it can no longer be restored or started from",
    types: named(`
    ami ami_copy ami_from_instance db_snapshot_copy dynamodb_table_export ebs_snapshot_copy ebs_snapshot_import
    fsx_backup rds_cluster_snapshot_copy rds_export_task redshift_snapshot_copy sagemaker_image sagemaker_image_version`),
  },
  {
    because: "a key or a secret: what was encrypted or signed with it cannot be read or verified without it",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    types: named(`
    acmpca_certificate_authority cloudfront_key_value_store cloudfront_public_key cloudfrontkeyvaluestore_key
    cloudfrontkeyvaluestore_keys_exclusive cloudhsm_v2_hsm ivs_playback_key_pair key_pair kms_custom_key_store
    kms_external_key kms_replica_external_key paymentcryptography_key redshift_snapshot_copy_grant
    secretsmanager_secret_version`),
  },
  {
    because: "keeps what users, programs or logs have put into it",
    source: PROVIDER_PAGES,
    types: named(`
    appstream_image_builder athena_workgroup bedrock_custom_model bedrockagent_knowledge_base
    cloud9_environment_ec2 cloudtrail_event_data_store cloudwatch_event_archive codecatalyst_dev_environment
    codecatalyst_project cognito_identity_pool cognito_user cognito_user_group comprehend_document_classifier
    comprehend_entity_recognizer connect_instance customerprofiles_profile dataexchange_data_set
    dataexchange_revision dataexchange_revision_assets datazone_environment datazone_project detective_graph
    directory_service_directory dynamodb_table_item dynamodb_table_replica elastic_beanstalk_application
    elasticache_serverless_cache evidently_project finspace_kx_dataview finspace_kx_environment gamelift_build
    gamelift_script glue_partition glue_registry glue_schema grafana_workspace identitystore_group
    identitystore_user inspector_assessment_template kendra_index lex_bot lexv2models_bot lightsail_disk
    lightsail_instance location_geofence_collection location_tracker m2_application m2_environment
    media_store_container neptunegraph_graph opensearchserverless_collection opsworks_instance
    opsworks_mysql_layer opsworks_rds_db_instance organizations_account organizations_organization pinpoint_app
    prometheus_workspace qbusiness_application quicksight_account_subscription quicksight_analysis
    quicksight_dashboard quicksight_data_set quicksight_folder quicksight_namespace rds_shard_group
    redshiftserverless_namespace rekognition_collection rekognition_project s3_object s3_object_copy
    s3control_multi_region_access_point s3tables_namespace sagemaker_feature_group sagemaker_hub
    sagemaker_mlflow_tracking_server sagemaker_model_package_group sagemaker_notebook_instance sagemaker_space
    sagemaker_user_profile schemas_registry schemas_schema securitylake_data_lake sesv2_contact_list
    storagegateway_cache storagegateway_gateway storagegateway_nfs_file_share storagegateway_smb_file_share
    storagegateway_tape_pool storagegateway_upload_buffer storagegateway_working_storage
    timestreaminfluxdb_db_instance transcribe_language_model transcribe_medical_vocabulary transcribe_vocabulary
    verifiedpermissions_policy_store workspaces_directory workspaces_workspace`),
  },
  {
    because: "everything it created goes with it",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-delete-stack.html",
    destroyed: "everything it created, data included, unless a deletion policy keeps it",
    types: named(`
    amplify_app amplify_backend_environment amplify_branch cloudcontrolapi_resource
    cloudformation_stack_instances cloudformation_stack_set cloudformation_stack_set_instance
    controltower_landing_zone elastic_beanstalk_environment m2_deployment opsworks_stack
    serverlessapplicationrepository_cloudformation_stack servicecatalog_provisioned_product`),
  },
  {
    because: "named after what holds data in other providers",
    source: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs",
    types:
      /^(?!aws(cc)?_)\w+_(bucket|bucket_object|database|database_instance|db|dataset|schema|table|keyspace|queue|topic|repository|project|stream|cluster|instance_group|namespace(_v1)?|disk|volume|file_system|filesystem|vault|blob|snapshot|compute_image|mount|(storage|cosmosdb|data_lake)_(account|container|share)|persistent_volume(_claim)?(_v1)?|\w*(sql|mariadb|maria_db)_(flexible_|managed_)?(server|instance)|(spanner|bigtable|filestore|redis|memcache|alloydb|sql)_instance|redis_cache|managed_redis|key_vault_(key|secret)|key_ring|crypto_key|secret_version|kv_secret(_v2)?)$/,
  },
];
