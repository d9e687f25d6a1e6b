variable "group" { type = string }
variable "port" { type = string }
variable "peer" { type = string }
resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = var.group
  ip_protocol                  = "tcp"
  from_port                    = tonumber(var.port)
  to_port                      = tonumber(var.port)
  referenced_security_group_id = var.peer
}
