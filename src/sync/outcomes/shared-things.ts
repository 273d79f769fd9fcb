import { hashText, hashTextWidely } from "../../compact/hash-text.ts";
import { NumberTable } from "../../compact/number-table.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import type { ZendeskId } from "../../objects/outcome.ts";
import { counted } from "../../text/counted.ts";

/** The size of the table: about 2,500,000 things, or 1,000,000 in a dry run, which must remember more. */
const MAX_BYTES = 40_000_000;
const MAX_BYTES_IN_DRY_RUN = 16_000_000;
const SHOWN = 5;
/** Stored instead of an external id's hash once a thing has been counted. */
const SHARED = 0;

type SharedObject = Pick<ObjectType, "name" | "noun" | "keys">;

interface SharedCount {
  readonly object: SharedObject;
  count: number;
  readonly shown: string[];
}

/**
 * Finds records with different external ids that were written to the same thing. Zendesk ignores the case of most
 * external ids, and finds things by other keys too. Here the ids are compared as they were written.
 */
export class SharedThings {
  readonly #isDryRun: boolean;
  readonly #hashOf: NumberTable;
  readonly #counts = new Map<string, SharedCount>();
  #isIncomplete = false;

  constructor({
    isDryRun = false,
    maxBytes = isDryRun ? MAX_BYTES_IN_DRY_RUN : MAX_BYTES,
  }: { readonly isDryRun?: boolean; readonly maxBytes?: number | undefined } = {}) {
    this.#isDryRun = isDryRun;
    this.#hashOf = new NumberTable(maxBytes);
  }

  /** One line per object, for the summary. */
  get summaryLines(): readonly string[] {
    return [...this.#counts.values()].map(
      ({ count, object: { noun } }) =>
        `records with different external ids in one ${noun.one}: ${counted(count, noun.one)}`,
    );
  }

  /** A record was written to the thing. `record` is how to name it. */
  note(
    thing: { readonly object: SharedObject; readonly id: ZendeskId },
    externalId: string,
    record: () => string,
  ): void {
    const key = hashTextWidely(`${thing.object.name}:${thing.id}`);
    // 0 has a special meaning.
    const hash = hashText(externalId) || 1;
    const known = this.#hashOf.get(key);
    if (known === undefined) this.#isIncomplete = !this.#hashOf.set(key, hash) || this.#isIncomplete;
    else if (known !== SHARED && known !== hash) {
      this.#hashOf.set(key, SHARED);
      this.#count(thing.object, record);
    }
  }

  /** The warning, if there is one. */
  warnings(): readonly string[] {
    const warnings = [...this.#counts.values()].map((shared) => this.#warning(shared));
    return this.#isIncomplete ? [...warnings, INCOMPLETE] : warnings;
  }

  #count(object: SharedObject, record: () => string): void {
    const shared = this.#counts.get(object.name) ?? { object, count: 0, shown: [] };
    this.#counts.set(object.name, shared);
    shared.count += 1;
    if (shared.shown.length < SHOWN) shared.shown.push(record());
  }

  #warning({ count, object, shown }: SharedCount): string {
    const { noun } = object;
    const more = count > shown.length ? ", and others" : "";
    return (
      `${counted(count, noun.one)} in Zendesk ${this.#isDryRun ? "would be" : count === 1 ? "was" : "were"} written by ` +
      `records with different external ids, so each later record replaces an earlier one. See ${shown.join(", ")}` +
      `${more}. ${adviceFor(object)}`
    );
  }
}

function adviceFor({ keys, noun }: SharedObject): string {
  const externalId = keys.find(({ column }) => column === "external_id");
  if (externalId?.isCaseSensitive || externalId?.findsExactly) {
    return `Zendesk also finds ${noun.many} by their other keys. Give each ${noun.one} its own.`;
  }
  return (
    `Zendesk compares external ids without regard to case, and also finds ${noun.many} by their other keys. Give each ` +
    `${noun.one} an external id that differs by more than case, and its own other keys.`
  );
}

const INCOMPLETE =
  "There were too many records to compare all external ids. Records with different external ids are not counted after the " +
  "first few million.";
