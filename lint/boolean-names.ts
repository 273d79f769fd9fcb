import type { NodeOf, Rule } from "./rule.ts";
import { isVerb } from "./verbs.ts";

/**
 * Names such as `isOpen`, `hasKey`, `mayFail` and `areRejectsKept`, or a verb for what the owner does: `keepsKeys`,
 * `goesOn`.
 */
const QUESTION = /^(?:is|are|has|have|was|were|may|can|does|[a-z]+s)(?:[A-Z0-9].*)?$/;
/** Names that Zendesk, npm or Node chose. Those with underscores come from Zendesk or a config. */
const FOREIGN = /^(?:[a-z0-9]+(?:_[a-z0-9]+)+|[A-Z0-9_]+|active|verified|link|multiple|help)$/;

type Named = NodeOf<"Identifier" | "PrivateIdentifier">;

/** A boolean, and a function that returns one, has a name that reads as a statement. */
export const booleanNames: Rule = {
  meta: { type: "suggestion" },
  create({ report }) {
    function check(node: Named): void {
      // A function that acts and returns whether it did, or an option that requests something, begins with a verb.
      if (QUESTION.test(node.name) || FOREIGN.test(node.name) || isVerb(node.name)) return;
      report({
        node,
        message: `${node.name} is a boolean: name it like a statement, such as isOpen, hasKey or mayFail.`,
      });
    }
    function checkResult(name: unknown, returnType: Annotation): void {
      if (isNamed(name) && BOOLEANS.has(returnType?.typeAnnotation.type)) check(name);
    }
    return {
      Identifier(node) {
        if (BOOLEANS.has(node.typeAnnotation?.typeAnnotation.type)) check(node);
      },
      TSPropertySignature({ key, typeAnnotation }) {
        if (isNamed(key) && BOOLEANS.has(typeAnnotation?.typeAnnotation.type)) check(key);
      },
      PropertyDefinition({ key, typeAnnotation, value }) {
        if (isNamed(key) && (BOOLEANS.has(typeAnnotation?.typeAnnotation.type) || isBoolean(value))) check(key);
      },
      VariableDeclarator({ id, init }) {
        if (isNamed(id) && isBoolean(init)) check(id);
        if (init?.type === "ArrowFunctionExpression") checkResult(id, init.returnType);
      },
      FunctionDeclaration: ({ id, returnType }) => checkResult(id, returnType),
      MethodDefinition: ({ key, value }) => checkResult(key, value.returnType),
    };
  },
};

type Annotation = NodeOf<"FunctionDeclaration">["returnType"];

const BOOLEANS: ReadonlySet<unknown> = new Set(["TSBooleanKeyword", "TSTypePredicate"]);

function isBoolean(value: NodeOf<"PropertyDefinition">["value"]): boolean {
  return value?.type === "Literal" && typeof value.value === "boolean";
}

function isNamed(node: unknown): node is Named {
  return (
    typeof node === "object" &&
    node !== null &&
    "type" in node &&
    (node.type === "Identifier" || node.type === "PrivateIdentifier")
  );
}
