variable "group" {}
variable "cidrs" { type = list(string) }
variable "peer" { default = null }
resource "aws_vpc_security_group_ingress_rule" "open" {
  for_each          = toset(var.cidrs)
  security_group_id = var.group
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  cidr_ipv4         = each.value
}
resource "aws_vpc_security_group_ingress_rule" "peer" {
  count                        = 1
  security_group_id            = var.group
  ip_protocol                  = "tcp"
  from_port                    = 9000
  to_port                      = 9000
  referenced_security_group_id = var.peer == null ? var.group : var.peer
}
