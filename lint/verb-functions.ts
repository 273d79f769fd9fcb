import type { NodeOf, Rule } from "./rule.ts";
import { isVerb } from "./verbs.ts";

/** A function that only acts begins with a verb. A function that only computes may be named after its result. */
export const verbFunctions: Rule = {
  meta: { type: "suggestion" },
  create({ report }) {
    return {
      FunctionDeclaration({ id, returnType }) {
        if (id === null || !isWithoutResult(returnType) || isVerb(id.name)) return;
        report({
          node: id,
          message: `${id.name} returns nothing: begin its name with a verb (lint/verbs.ts lists them).`,
        });
      },
    };
  },
};

function isWithoutResult(returnType: NodeOf<"FunctionDeclaration">["returnType"]): boolean {
  const type = returnType?.typeAnnotation;
  if (type?.type !== "TSTypeReference") return isNothing(type?.type);
  const isPromise = type.typeName.type === "Identifier" && type.typeName.name === "Promise";
  return isPromise && isNothing(type.typeArguments?.params[0]?.type);
}

function isNothing(type: string | undefined): boolean {
  return type === "TSVoidKeyword" || type === "TSNeverKeyword";
}
