import type { NodeOf, Rule } from "./rule.ts";

type Call = NodeOf<"CallExpression" | "NewExpression">;

/** `send(batch, true)` does not say what is true: pass an object with a name for it, or write two functions. */
export const noPositionalBooleans: Rule = {
  meta: { type: "suggestion" },
  create({ report }) {
    function check(call: Call): void {
      // A sole argument may be any value.
      if (call.arguments.length === 1 || !isOurs(call)) return;
      for (const argument of call.arguments) {
        if (argument.type !== "Literal" || typeof argument.value !== "boolean") continue;
        report({ node: argument, message: "This boolean does not say what it means: pass it by name, in an object." });
      }
    }
    return { CallExpression: check, NewExpression: check };
  },
};

/** Methods of other objects may belong to a library, such as `expect(x).toBe(true)` and `map.set(key, true)`. */
function isOurs({ type, callee }: Call): boolean {
  if (type === "NewExpression" || callee.type === "Identifier") return true;
  return (
    callee.type === "MemberExpression" &&
    (callee.object.type === "ThisExpression" || callee.property.type === "PrivateIdentifier")
  );
}
