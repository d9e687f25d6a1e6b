terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "us-west-2"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
locals {
  services = {
    orders  = { cpu = 512, memory = 1024, actions = ["s3:GetObject"], open = ["10.0.0.0/8"] }
    billing = { cpu = 1024, memory = 2048, actions = ["s3:*", "iam:PassRole"], open = ["0.0.0.0/0"] }
  }
}
resource "aws_security_group" "front" {
  for_each = local.services
  name     = "front-${each.key}"
}
resource "aws_kms_key" "shared" {}
module "platform" {
  source   = "./modules/platform"
  services = local.services
  fronts   = { for name, g in aws_security_group.front : name => g.id }
  key_arn  = aws_kms_key.shared.arn
}
module "workers" {
  count  = 2
  source = "./modules/rules"
  group  = aws_security_group.worker[count.index].id
  cidrs  = ["10.${count.index}.0.0/16"]
}
resource "aws_security_group" "worker" {
  count = 2
  name  = "worker-${count.index}"
}
output "roles" { value = module.platform.roles }
module "pools" {
  count  = 2
  source = "./modules/pool"
  group  = aws_security_group.worker[count.index].id
}
resource "aws_vpc_security_group_ingress_rule" "of_first_pool" {
  security_group_id = module.pools[0].group
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_vpc_security_group_ingress_rule" "of_any_pool" {
  count             = 2
  security_group_id = module.pools[count.index].group
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_vpc_security_group_ingress_rule" "between_fronts" {
  for_each                     = aws_security_group.front
  security_group_id            = each.value.id
  ip_protocol                  = "tcp"
  from_port                    = 7000
  to_port                      = 7000
  referenced_security_group_id = each.value.id
}
