variable "group" { type = string }
resource "aws_security_group" "own" { name_prefix = "pool" }
module "ports" {
  for_each = toset(["9100", "9200"])
  source   = "../port"
  group    = var.group
  port     = each.key
  peer     = aws_security_group.own.id
}
output "group" { value = aws_security_group.own.id }
