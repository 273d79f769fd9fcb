import type { NodeOf, Rule } from "./rule.ts";

type Declarator = NodeOf<"VariableDeclarator">;
type Expression = NonNullable<Declarator["init"]>;

/**
 * Constants of a module whose values are written in the source are UPPER_CASE: numbers, texts, patterns, and tables of
 * them.
 */
export const upperCaseConstants: Rule = {
  meta: { type: "suggestion" },
  create({ report }) {
    return {
      VariableDeclarator(node) {
        const { id, init, parent } = node;
        if (id.type !== "Identifier" || init === null || !isOfModule(parent) || !isFixed(init)) return;
        if (/^[A-Z][A-Z0-9_]*$/.test(id.name)) return;
        report({ node: id, message: `${id.name} is a constant: write it in UPPER_CASE.` });
      },
    };
  },
};

function isOfModule(declaration: Declarator["parent"]): boolean {
  if (declaration.type !== "VariableDeclaration" || declaration.kind !== "const") return false;
  return declaration.parent.type === "Program" || declaration.parent.type === "ExportNamedDeclaration";
}

function isFixed(init: Expression): boolean {
  if (init.type === "Literal" || init.type === "TemplateLiteral") return true;
  if (init.type === "UnaryExpression") return isFixed(init.argument);
  if (init.type === "BinaryExpression") {
    return init.left.type !== "PrivateIdentifier" && [init.left, init.right].every(isFixed);
  }
  if (init.type === "TSAsExpression" || init.type === "TSSatisfiesExpression") return isFixed(init.expression);
  if (init.type === "ArrayExpression") return init.elements.every(isFixedPart);
  if (init.type === "NewExpression") {
    return isCollection(init.callee) && init.arguments.length === 1 && init.arguments.every(isFixedPart);
  }
  if (init.type !== "ObjectExpression") return false;
  return init.properties.every((property) => property.type === "Property" && isFixed(property.value));
}

type Part = NodeOf<"ArrayExpression">["elements"][number];

function isFixedPart(part: Part): boolean {
  return part !== null && part.type !== "SpreadElement" && isFixed(part);
}

function isCollection(callee: Expression): boolean {
  return callee.type === "Identifier" && ["Set", "Map"].includes(callee.name);
}
