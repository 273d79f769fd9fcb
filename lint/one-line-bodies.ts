import type { NodeOf, Rule } from "./rule.ts";

const PRINT_WIDTH = 120;

type Headed = NodeOf<"IfStatement" | "ForStatement" | "ForOfStatement" | "WhileStatement">;

/** `if (x) return y;` and `for (const x of xs) add(x);` are written on one line without braces if they fit. */
export const oneLineBodies: Rule = {
  meta: { type: "layout", fixable: "code" },
  create({ sourceCode, report }) {
    function check(node: Headed): void {
      const body = node.type === "IfStatement" ? node.consequent : node.body;
      const isPartOfElse = node.type === "IfStatement" && (node.alternate !== null || isElse(node));
      if (body.type !== "BlockStatement" || body.body.length !== 1 || isPartOfElse) return;
      const [statement] = body.body;
      if (statement === undefined || !mayStandAlone(statement.type)) return;
      const text = sourceCode.getText();
      const inner = text.slice(statement.range[0], statement.range[1]);
      const head = text.slice(node.range[0], body.range[0]);
      const isWithComment = sourceCode.getCommentsInside(body).length > 0;
      if (isWithComment || `${head}${inner}`.includes("\n")) return;
      if (node.loc.start.column + head.length + inner.length > PRINT_WIDTH) return;
      report({
        node,
        message: "Fits on one line without braces.",
        fix: (fixer) => fixer.replaceTextRange(body.range, inner),
      });
    }
    return { IfStatement: check, ForStatement: check, ForOfStatement: check, WhileStatement: check };
  },
};

function isElse(node: NodeOf<"IfStatement">): boolean {
  return node.parent.type === "IfStatement" && node.parent.alternate === node;
}

function mayStandAlone(type: string): boolean {
  return ["ReturnStatement", "ThrowStatement", "ContinueStatement", "BreakStatement", "ExpressionStatement"].includes(
    type,
  );
}
