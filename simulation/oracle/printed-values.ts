import { VALUE_MARK } from "../scenario/value-mark.ts";
import { Violation } from "./violation.ts";

/** Throws if a line that is not a state contains a value of a record, or a secret. */
export function checkPrinted(line: string, secrets: readonly string[]): void {
  const folded = line.toLowerCase();
  if (folded.includes(VALUE_MARK)) throw new Violation("nothing printed", `a value of a record is printed: ${line}`);
  if (secrets.some((secret) => line.includes(secret))) throw new Violation("nothing printed", "a secret is printed");
}
