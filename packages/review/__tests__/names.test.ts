import { Names, shortNameOf } from "../src/plan/names";
import type { StackPlan } from "../src/plan/stack-plan";

test.each([
  ["module.web.aws_lb.this[0]", "this[0]"],
  ['module.x.aws_lb.this["a.b_c.d"]', 'this["a.b_c.d"]'],
  ['module.x["a.aws_lb.b"].aws_lb.this', "this"],
  ['aws_lb.this["say \\"hi\\". aws_lb.x]"]', 'this["say \\"hi\\". aws_lb.x]"]'],
  ['data.aws_lb.this["aws_lb.x"]', 'this["aws_lb.x"]'],
])("%s is called %s", (address, name) => {
  expect(shortNameOf({ address })).toBe(name);
});

test("resources that share a name are called by their module, also where a module is called like the type", () => {
  const type = "aws_lb";
  const addresses = ["module.aws_lb.aws_lb.this", 'module.b["aws_lb.c"].aws_lb.this'];
  const changes = addresses.map((address) => ({ stack: "s", address, type }));
  const names = new Names([{ changes } as unknown as StackPlan]);
  expect(changes.map((change) => names.of(change))).toEqual(["module.aws_lb.this", 'module.b["aws_lb.c"].this']);
});
