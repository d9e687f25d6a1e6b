import path from "node:path";
import { Redactor } from "../src/plan/redact";
import { reviewPlans } from "../src/review";
import { fromPlanFiles } from "../src/sources";

/** Terraform's plan of modules/two-levels, whose modules call modules with `for_each` and `count`. */
function reviewOfTwoLevels() {
  const redactor = new Redactor();
  const file = path.join(__dirname, "modules/two-levels.json");
  return reviewPlans({ ...fromPlanFiles([file], redactor), redactor }).review;
}

describe("values that pass through two levels of modules", () => {
  const review = reviewOfTwoLevels();
  function policies(service: string): string {
    return `module.platform.module.service["${service}"].module.policies.task`;
  }

  it("leave no two security groups in one row", () => {
    const rows = review.network.map(({ group, ports, peer }) => `${group} ${ports} from ${peer}`);
    const unknown = "(known after apply) (of module.platform.module.service";
    expect(rows).toEqual([
      // module.pools[count.index].group: a plan does not say which output it reads.
      "(known after apply) (of aws_vpc_security_group_ingress_rule.of_any_pool[0]) 443 from 0.0.0.0/0",
      "(known after apply) (of aws_vpc_security_group_ingress_rule.of_any_pool[1]) 443 from 0.0.0.0/0",
      // A local value, whose expression no plan contains.
      `${unknown}["billing"].module.from_front.aws_vpc_security_group_ingress_rule.open["0.0.0.0/0"]) 8443 from 0.0.0.0/0`,
      `${unknown}["billing"].module.from_front.aws_vpc_security_group_ingress_rule.peer[0]) 9000 from front["billing"]`,
      `${unknown}["orders"].module.from_front.aws_vpc_security_group_ingress_rule.open["10.0.0.0/8"]) 8443 from 10.0.0.0/8`,
      `${unknown}["orders"].module.from_front.aws_vpc_security_group_ingress_rule.peer[0]) 9000 from front["orders"]`,
      'front["billing"] 7000 from front["billing"]',
      'front["orders"] 7000 from front["orders"]',
      "module.pools[0].own 22 from 0.0.0.0/0",
      ...["worker[0] 8443 from 10.0.0.0/16", "worker[0] 9000 from worker[0]"],
      ...["worker[0] 9100 from module.pools[0].own", "worker[0] 9200 from module.pools[0].own"],
      ...["worker[1] 8443 from 10.1.0.0/16", "worker[1] 9000 from worker[1]"],
      ...["worker[1] 9100 from module.pools[1].own", "worker[1] 9200 from module.pools[1].own"],
    ]);
  });

  it("name the role or policy of each statement by its module", () => {
    const rows = review.iam.map(({ owner, kind, action }) => `${owner} ${kind} ${action.join()}`);
    expect(rows).toContain(`${policies("billing")} managed iam:PassRole,s3:*`);
    expect(rows).toContain(`${policies("orders")} managed s3:GetObject`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it("lead from a service to what its role may do", () => {
    const roles = review.permissions.filter(({ attribute }) => attribute === "task_role_arn");
    expect(roles.map(({ role, after }) => ({ role, may: after.map((text) => text.split(" on ")[0]) }))).toEqual([
      { role: policies("billing"), may: ["iam:PassRole, s3:*", "kms:Decrypt", "policy (policy known after apply)"] },
      { role: policies("orders"), may: ["kms:Decrypt", "policy (policy known after apply)", "s3:GetObject"] },
    ]);
  });

  it("tell the size of each service's tasks", () => {
    const services = review.cost.lines.filter(({ type }) => type === "aws_ecs_service");
    expect(services.map(({ how }) => how).sort()).toEqual(["2 × 0.5 vCPU, 1 GB", "2 × 1 vCPU, 2 GB"]);
  });
});
