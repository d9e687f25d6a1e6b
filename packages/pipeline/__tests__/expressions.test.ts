import { expressionsOf } from "../src/vet/expressions";

test.each([
  ["no expression", "file(x) } {", ""],
  ["escapes", "$${file(x)} %%{file(x)}", ""],
  ["text around one", "file(a) ${upper(b)} file(c)", "${upper(b)} "],
  ["a directive", "%{ if a }text%{ endif }", "%{ if a } %{ endif } "],
  ["a brace in quotes does not end it", '${"}" == file(a)} b', '${"}" == file(a)} '],
  ["quotes in an expression in quotes", '${join("${"}"}", x)} y', '${join("${"}"}", x)} '],
  ["an escaped quote", '${"\\"}" == a} b', '${"\\"}" == a} '],
  ["an object", "${ { a = { b = file(c) } } } d", "${ { a = { b = file(c) } } } "],
  ["a heredoc counts to the end", '${<<E\n"}\nE\n} file(x)', '${<<E\n"}\nE\n} file(x)'],
  ["one that does not end", "${a", "${a"],
])("%s", (_what, text, expected) => {
  expect(expressionsOf(text)).toBe(expected);
});
