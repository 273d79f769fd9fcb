import { RuleTester } from "oxlint/plugins-dev";
import { describe, test } from "vitest";
import { booleanNames } from "./lint/boolean-names.ts";
import { noPositionalBooleans } from "./lint/no-positional-booleans.ts";
import { oneLineBodies } from "./lint/one-line-bodies.ts";
import { upperCaseConstants } from "./lint/upper-case-constants.ts";
import { verbFunctions } from "./lint/verb-functions.ts";

RuleTester.describe = describe;
RuleTester.it = test;

const tester = new RuleTester({ languageOptions: { parserOptions: { lang: "ts" } } });
const LONG = "x".repeat(106);

tester.run("one-line-bodies", oneLineBodies, {
  valid: [
    "if (a) b();",
    "if (a) {\n  b();\n  c();\n}",
    "if (a) {\n  b();\n} else {\n  c();\n}",
    "if (a) b();\nelse if (c) {\n  d();\n}",
    "if (a) {\n  // Why.\n  b();\n}",
    "if (a) {\n  b({\n    c,\n  });\n}",
    "for (const a of b) {\n  if (a) c();\n}",
    "if (a) {\n  const b = 1;\n}",
    `if (a) {\n  ${LONG}(12345);\n}`,
  ],
  invalid: [
    {
      code: "function f() {\n  if (a) {\n    return;\n  }\n}",
      output: "function f() {\n  if (a) return;\n}",
      errors: 1,
    },
    { code: "if (a) {\n  throw b;\n}", output: "if (a) throw b;", errors: 1 },
    { code: "for (const a of b) {\n  c(a);\n}", output: "for (const a of b) c(a);", errors: 1 },
    { code: "while (a) {\n  b();\n}", output: "while (a) b();", errors: 1 },
    { code: `if (a) {\n  ${LONG}(1234);\n}`, output: `if (a) ${LONG}(1234);`, errors: 1 },
  ],
});

tester.run("upper-case-constants", upperCaseConstants, {
  valid: [
    "const LIMIT = 60 * 1000;",
    "export const WORDS = ['a', 'b'] as const;",
    "const schema = z.object({});",
    "const made = new Set(words());",
    "function f() {\n  const limit = 60;\n}",
    "let count = 0;",
    "const listed = [...OTHERS];",
    "const f = () => 1;",
  ],
  invalid: [
    { code: "const limit = -60;", errors: 1 },
    { code: "const pattern = /a/;", errors: 1 },
    { code: "export const words = ['a', 'b'] as const;", errors: 1 },
    { code: "const names = { a: 'b' } as const;", errors: 1 },
    { code: "const known = new Set(['a']);", errors: 1 },
    { code: "const notFound = `not found`;", errors: 1 },
  ],
});

tester.run("boolean-names", booleanNames, {
  valid: [
    "let isOpen = false;",
    "interface A { readonly hasKey: boolean; keepsKeys?: boolean; dry_run: boolean; skipUnchanged: boolean }",
    "class A { #isClosed = false; get isFull(): boolean { return true; } }",
    "function mayFail(areTaken: boolean): boolean { return areTaken; }",
    "const isText = (value: unknown): value is string => typeof value === 'string';",
    "function removeKey(key: string): boolean { return true; }",
    "let count = 0;",
  ],
  invalid: [
    { code: "let ready = false;", errors: 1 },
    { code: "interface A { readonly key: boolean }", errors: 1 },
    { code: "class A { #closed = false; }", errors: 1 },
    { code: "class A { get full(): boolean { return true; } }", errors: 1 },
    { code: "function valid(): boolean { return true; }", errors: 1 },
    { code: "const text = (value: unknown): value is string => true;", errors: 1 },
    { code: "function close(now: boolean) {}", errors: 1 },
  ],
});

tester.run("no-positional-booleans", noPositionalBooleans, {
  valid: [
    "close(a, { isForced: true });",
    "show(true);",
    "expect(a).toBe(true);",
    "map.set('a', true);",
    "const a = true;",
  ],
  invalid: [
    { code: "close(a, true);", errors: 1 },
    { code: "class A { f() { this.close(1, false); } }", errors: 1 },
    { code: "class A { #f() {} g(other: A) { other.#f(1, true); } }", errors: 1 },
    { code: "new Queue(1, true);", errors: 1 },
  ],
});

tester.run("verb-functions", verbFunctions, {
  valid: [
    "function closeAll(): void {}",
    "async function waitForEnd(): Promise<void> {}",
    "function keysOf(value: object): string[] { return []; }",
    "function fail(): never { throw new Error(); }",
  ],
  invalid: [
    { code: "function closing(): void {}", errors: 1 },
    { code: "async function ended(): Promise<void> {}", errors: 1 },
    { code: "function failure(): never { throw new Error(); }", errors: 1 },
  ],
});
