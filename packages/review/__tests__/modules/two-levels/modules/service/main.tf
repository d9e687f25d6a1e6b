variable "name" {}
variable "cpu" {}
variable "memory" {}
variable "actions" {}
variable "open" {}
variable "front" {}
variable "bucket" {}
variable "key_arn" {}
locals {
  family         = "${var.name}-task"
  group          = aws_security_group.task.id
  bucket_objects = "${var.bucket}/*"
}
resource "aws_security_group" "task" { name = var.name }
module "from_front" {
  source = "../rules"
  group  = local.group
  cidrs  = var.open
  peer   = var.front
}
module "policies" {
  source  = "../policies"
  name    = var.name
  actions = var.actions
  objects = local.bucket_objects
  key_arn = var.key_arn
}
module "task" {
  source   = "../task"
  family   = local.family
  cpu      = var.cpu
  memory   = var.memory
  role_arn = module.policies.role_arn
  group    = aws_security_group.task.id
}
output "role_arn" { value = module.policies.role_arn }
