import { checkToolchain } from "../../../src/stacks/toolchain";

const cdktf = { name: "cdktf", version: "0.21.0" };
const cdktn = { name: "cdktn", version: "0.24.0" };
const bindings = { name: "@cdktf/provider-aws", version: "21.22.1" };
const continued = { name: "@cdktn/provider-aws", version: "25.7.0" };

test.each([
  [cdktf, bindings],
  [cdktn, continued],
])("$name with its own bindings is taken", (library, own) => {
  expect(() => {
    checkToolchain(library, own);
  }).not.toThrow();
});

test("what is installed here goes together", () => {
  expect(() => {
    checkToolchain();
  }).not.toThrow();
});

test("the library of one and the bindings of the other are refused in one line", () => {
  expect(() => {
    checkToolchain(cdktn, bindings);
  }).toThrow(
    "package.json: cdktf is cdktn 0.24.0, and @cdktf/provider-aws is @cdktf/provider-aws 21.22.1; install both from cdktf or both from cdktn (docs/leaving-cdktf.md)",
  );
  expect(() => {
    checkToolchain(cdktf, continued);
  }).toThrow(/^package\.json: cdktf is cdktf 0\.21\.0, and [^\n]*$/);
});
