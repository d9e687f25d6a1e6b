import {
  App,
  DefaultTokenResolver,
  type IResolvable,
  Lazy,
  StringConcat,
  TerraformStack,
  Testing,
  Token,
  Tokenization,
} from "cdktf";
import { tmpdir } from "node:os";
import { withoutWaste } from "../../../src/stacks/without-waste";

function tracedLines(): number {
  return Lazy.anyValue({ produce: () => 1 }).creationStack.length;
}

test("a token that is made meanwhile has no stack trace, one that is made later has", () => {
  expect(withoutWaste(tracedLines)).toBe(0);
  expect(tracedLines()).toBeGreaterThan(0);
});

test("an error says where it was thrown, and ends it", () => {
  function failing(): never {
    throw new Error("no");
  }
  let thrown: unknown;
  try {
    withoutWaste(failing);
  } catch (error) {
    thrown = error;
  }
  expect((thrown as Error).stack).toContain("at failing");
  expect(tracedLines()).toBeGreaterThan(0);
});

/** What a stack's JSON may contain, with each kind of token. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  texts: () => ["", "a", "${aws_vpc.vpc.id}", "e+298", "1e5", "-2.5e+289x", "{TfToken[x", null, true, 0, -1, 1.5],
  "undefined values": () => ({ a: undefined, b: [undefined, 1, []], c: {}, d: { e: undefined } }),
  "a token": () => token("x"),
  "texts with tokens": () => [`a-${Token.asString(token("x"))}-\${b}-${Token.asString(token(2))}`],
  "a text with a number": () => `a-${String(Token.asNumber(token(7)))}-b`,
  "numbers and lists": () => [Token.asNumber(token(7)), { a: Token.asList(token(["x", "y"])) }],
  "a list of numbers": () => ({ a: Token.asNumberList(token([1, 2])) }),
  maps: () => [Token.asStringMap(token({ a: "b" })), { b: Token.asAnyMap(token({ c: [1] })) }],
  "a key": () => ({ [Token.asString(token("key"))]: { a: Token.asString(token("b")) } }),
  "a token in a token": () => token({ a: Token.asString(token("b")), c: undefined }),
  "a date": () => [new Date(0)],
  "an object of a class": () =>
    new (class Point {
      x = Token.asString(token("x"));
    })(),
  "a function": () => ({ a: [{ b: () => 1 }] }),
  "a cycle": cycle,
  "a construct": () => ({ a: { b: new App({ outdir: tmpdir() }) } }),
  "an encoded list among others": () => [["a", ...Token.asList(token(["x"]))]],
  "an encoded list as a text": () => ({ a: Token.asList(token(["x"]))[0] }),
  "a map's text": () => [Token.STRING_MAP_TOKEN_VALUE],
  "a map's number": () => [Token.NUMBER_MAP_TOKEN_VALUE],
  "a token that fails": () => ({ a: Lazy.stringValue({ produce: fails }) }),
};

function token(value: unknown): IResolvable {
  return Lazy.anyValue({ produce: () => value });
}

function fails(): never {
  throw new Error("no such service");
}

function cycle(): unknown {
  const value: Record<string, unknown> = {};
  value["again"] = { value };
  return value;
}

/** What CDKTF makes of a value: the result, or the message of its error. */
function resolution(value: unknown, preparing: boolean): unknown {
  const scope = new TerraformStack(Testing.app({ stackTraces: false, outdir: tmpdir() }), "stack");
  try {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return { resolved: Tokenization.resolve(value, { scope, preparing, resolver }) as unknown };
  } catch (error) {
    return (error as Error).message.split("\nObject creation stack")[0];
  }
}

test.each(Object.entries(VALUES))("%s: resolved as by CDKTF", (_, make) => {
  const value = make();
  for (const preparing of [true, false]) {
    expect(withoutWaste(() => resolution(value, preparing))).toStrictEqual(resolution(value, preparing));
  }
});
