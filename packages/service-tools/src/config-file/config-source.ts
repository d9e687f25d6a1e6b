import ts from "typescript";
import { UserError } from "@private-http-api/cli-kit";

/** A config file's text and its parsed form, TypeScript or JSON: JSON is an object literal too. */
export class ConfigSource {
  private readonly source: ts.SourceFile;

  /** @param file as the user named it; its extension decides the language */
  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    this.source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  }

  get isJson(): boolean {
    return this.file.endsWith(".json");
  }

  /**
   * The object literal at these keys of the config, also through constants of the same file; `undefined` if a key is missing.
   * @throws UserError when it is computed
   */
  objectAt(...keys: readonly string[]): ts.ObjectLiteralExpression | undefined {
    let object = this.literal(this.root(), []);
    for (const [index, key] of keys.entries()) {
      const property = propertyOf(object, key);
      if (property === undefined) return undefined;
      object = this.literal(valueOf(property), keys.slice(0, index + 1));
    }
    return object;
  }

  private root(): ts.Expression | undefined {
    const [first] = this.source.statements;
    if (this.isJson) return first !== undefined && ts.isExpressionStatement(first) ? first.expression : undefined;
    return this.source.statements.find((statement) => ts.isExportAssignment(statement))?.expression;
  }

  private literal(expression: ts.Expression | undefined, keys: readonly string[]): ts.ObjectLiteralExpression {
    const plain = expression && this.resolved(expression);
    if (plain !== undefined && ts.isObjectLiteralExpression(plain)) return plain;
    const what = keys.length === 0 ? "the default export" : keys.join(".");
    throw new UserError(
      `${this.file}: ${what} is computed, and only an object literal { … } can be edited in place; change it by hand`,
    );
  }

  /** The expression behind `defineConfig(…)`, parentheses, type assertions and constants of this file. */
  private resolved(expression: ts.Expression): ts.Expression {
    if (
      ts.isParenthesizedExpression(expression) ||
      ts.isAsExpression(expression) ||
      ts.isSatisfiesExpression(expression)
    )
      return this.resolved(expression.expression);
    if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
      const [argument, another] = expression.arguments;
      if (expression.expression.text === "defineConfig" && argument !== undefined && another === undefined)
        return this.resolved(argument);
    }
    if (ts.isIdentifier(expression)) {
      const initializer = this.constant(expression.text);
      if (initializer !== undefined) return this.resolved(initializer);
    }
    return expression;
  }

  private constant(name: string): ts.Expression | undefined {
    return this.source.statements
      .filter((statement) => ts.isVariableStatement(statement))
      .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name)?.initializer;
  }
}

/** The property of that name as written; `undefined` for one from a spread. */
export function propertyOf(
  object: ts.ObjectLiteralExpression,
  key: string,
): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined {
  return object.properties
    .filter((property) => ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property))
    .find(({ name }) => (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === key);
}

function valueOf(property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment): ts.Expression {
  return ts.isPropertyAssignment(property) ? property.initializer : property.name;
}
