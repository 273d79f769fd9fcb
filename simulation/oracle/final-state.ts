import type { ZendeskSimulator } from "zendesk-simulator";
import type { ObjectName } from "../scenario/scenario.ts";
import type { UnknowableKeys } from "./object-oracle.ts";
import { OBJECT_ORACLES } from "./object-oracles.ts";
import { Violation } from "./violation.ts";

const SHOWN = 5;

/** Throws unless both accounts hold the same things, in any order and with any ids. */
export function checkSameState(
  actual: ZendeskSimulator,
  reference: ZendeskSimulator,
  unknowable: UnknowableKeys,
  object: ObjectName,
): void {
  const oracle = OBJECT_ORACLES[object];
  const held = oracle.comparable(actual.account, unknowable);
  const wanted = oracle.comparable(reference.account, unknowable);
  const missing = [...wanted].filter((thing) => !held.has(thing));
  const surplus = [...held].filter((thing) => !wanted.has(thing));
  if (missing.length === 0 && surplus.length === 0) return;
  throw new Violation(
    "same as one by one",
    `Zendesk holds ${held.size} ${object} in place of ${wanted.size};\n  it should hold\n    ${missing.slice(0, SHOWN).join("\n    ")}\n  and holds\n    ${surplus.slice(0, SHOWN).join("\n    ")}`,
    Math.max(missing.length, surplus.length),
  );
}
