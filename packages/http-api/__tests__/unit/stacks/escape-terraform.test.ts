import { escapeTerraform } from "../../../src/stacks/escape-terraform";

// What Terraform 1.11 makes of the right-hand side is the left-hand side again.
test.each([
  ["${aws_vpc.x.id}", "$${aws_vpc.x.id}"],
  ["%{if true}", "%%{if true}"],
  ["$${x} %%{y}", "$$${x} %%%{y}"],
  ["costs $5, 10 %", "costs $5, 10 %"],
])("%s is written %s", (text, escaped) => {
  expect(escapeTerraform(text)).toBe(escaped);
});

test("lists, objects and their keys are escaped all the way down; what is no text stays", () => {
  expect(escapeTerraform({ "${a}": [{ b: ["%{c}", 1, true, null, undefined] }] })).toEqual({
    "$${a}": [{ b: ["%%{c}", 1, true, null, undefined] }],
  });
});
