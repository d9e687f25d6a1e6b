variable "family" {}
variable "cpu" {}
variable "memory" {}
variable "role_arn" {}
variable "group" {}
locals { sizes = { cpu = var.cpu, memory = var.memory } }
resource "aws_ecs_cluster" "this" { name = var.family }
resource "aws_ecs_task_definition" "this" {
  family                   = var.family
  cpu                      = local.sizes.cpu
  memory                   = local.sizes.memory
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  task_role_arn            = var.role_arn
  execution_role_arn       = var.role_arn
  container_definitions    = jsonencode([{ name = "app", image = "x", essential = true }])
}
resource "aws_ecs_service" "this" {
  name            = var.family
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = ["subnet-1"]
    security_groups = [var.group]
  }
}
