variable "services" { type = any }
variable "fronts" { type = map(string) }
variable "key_arn" { type = string }
locals { prefix = "acme" }
resource "aws_s3_bucket" "data" { bucket_prefix = "${local.prefix}-data" }
module "service" {
  for_each = var.services
  source   = "../service"
  name     = "${local.prefix}-${each.key}"
  cpu      = each.value.cpu
  memory   = each.value.memory
  actions  = each.value.actions
  open     = each.value.open
  front    = var.fronts[each.key]
  bucket   = aws_s3_bucket.data.arn
  key_arn  = var.key_arn
}
output "roles" { value = { for k, s in module.service : k => s.role_arn } }
