variable "name" {}
variable "actions" {}
variable "objects" {}
variable "key_arn" {}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "task" {
  statement {
    sid       = "Objects"
    actions   = var.actions
    resources = [var.objects]
  }
  dynamic "statement" {
    for_each = [var.key_arn]
    content {
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}
resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_policy" "task" {
  name_prefix = var.name
  policy      = data.aws_iam_policy_document.task.json
}
resource "aws_iam_role_policy_attachment" "task" {
  role       = aws_iam_role.task.name
  policy_arn = aws_iam_policy.task.arn
}
resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.task.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = var.objects }] })
}
output "role_arn" { value = aws_iam_role.task.arn }
