import { kind, type AttributeKind } from "./kind";

/** What callers send. An API that comes with its integration sends nothing elsewhere that stayed before. */
export const REQUESTS = "requests go to";

const DELIVERED = "sends to";

/** Where requests, events, messages, logs and copies go: to another account, or to a host outside AWS. */
export const DESTINATIONS: readonly AttributeKind[] = [
  kind("destination", REQUESTS, /^(integration_uri|uri)$/, {
    types: /^aws_(apigatewayv2|api_gateway)_integration$/,
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html",
  }),
  kind("destination", REQUESTS, /^target_arns$/, {
    types: /^aws_api_gateway_vpc_link$/,
    source:
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-with-private-integration.html",
  }),
  kind("destination", REQUESTS, /^(http_config\.endpoint|lambda_config\.function_arn)$/, {
    types: /^aws_appsync_datasource$/,
    source: "https://docs.aws.amazon.com/appsync/latest/devguide/data-source-components.html",
  }),
  kind("destination", REQUESTS, /^target_id$/, {
    types: /^aws_(lb|alb)_target_group_attachment$/,
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
  }),
  kind("destination", DELIVERED, /^(arn|dead_letter_config\.arn)$/, {
    types: /^aws_cloudwatch_event_target$/,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html",
  }),
  kind("destination", DELIVERED, /^target\.(arn|dead_letter_config\.arn)$/, {
    types: /^aws_scheduler_schedule$/,
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html",
  }),
  kind("destination", DELIVERED, /^(target|enrichment)$/, {
    types: /^aws_pipes_pipe$/,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html",
  }),
  kind("destination", DELIVERED, /^invocation_endpoint$/, {
    types: /^aws_cloudwatch_event_api_destination$/,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  }),
  // An address of mail or a telephone has to confirm, and tells no host or account.
  kind("destination", DELIVERED, /^endpoint$/, {
    types: /^aws_sns_topic_subscription$/,
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html",
  }),
  kind(
    "destination",
    DELIVERED,
    /(^|\.)(http_endpoint_configuration\.url|hec_endpoint|account_url|cluster_endpoint)$/,
    {
      types: /^aws_kinesis_firehose_delivery_stream$/,
      source: "https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html",
    },
  ),
  kind("destination", DELIVERED, /(^|\.)(http\.url|queue_url)$/, {
    types: /^aws_iot_topic_rule$/,
    source: "https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-actions.html",
  }),
  kind("destination", DELIVERED, /(^|\.)destination$/, {
    types: /^aws_lambda_function_event_invoke_config$/,
    source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  }),
  kind("destination", DELIVERED, /(^|\.)(bucket\.account_id|bucket_account_id)$/, {
    types: /^aws_s3_bucket_(inventory|analytics_configuration)$/,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html",
  }),
  kind("destination", DELIVERED, /^lambda_config\.(\w+|\w+\.lambda_arn)$/, {
    types: /^aws_cognito_user_pool$/,
    source:
      "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html",
  }),
  kind("destination", "calls", /^definition(\.|$)/, {
    types: /^aws_sfn_state_machine$/,
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html",
  }),
  kind("destination", DELIVERED, /^policy_document\.DestinationArn$/, {
    types: /^aws_cloudwatch_log_account_policy$/,
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html",
  }),
  kind("nothing", "what is subscribed to, or consumed", /^(topic_arn|stream_arn)$/, {
    types: /^aws_(sns_topic_subscription|kinesis_stream_consumer)$/,
  }),
  kind(
    "destination",
    DELIVERED,
    /(^|\.)((\w+_)?destination(_resource|_vault|_stream|_location)?_arn|log_destination(_configs)?|target_arn|(sns_|notification_)?topic_arns?|subscriber_sns_topic_arns|notification_target_arn|queue_arn|\w*function_arn|\w*lambda_arn|\w*firehose_arn|delivery_stream_arn|(delivery_)?stream_arn|\w+_vault_arn|(alarm|ok|insufficient_data)_actions)$/,
    { source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html" },
  ),
];
