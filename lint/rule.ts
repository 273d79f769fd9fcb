import type { RuleTester } from "oxlint/plugins-dev";

// The linter exports its types only through the tester of its rules.
export type Rule = Exclude<Parameters<RuleTester["run"]>[1], { readonly createOnce: unknown }>;

type Visitors = ReturnType<Rule["create"]>;

/** The node that a visitor of this name gets. */
export type NodeOf<Type extends keyof Visitors> = Type extends keyof Visitors ? Visited<Visitors[Type]> : never;

type Visited<Visitor> = NonNullable<Visitor> extends (node: infer Node) => void ? Node : never;
