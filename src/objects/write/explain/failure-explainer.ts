import type { Draft, ObjectType, SentRow, WriteContext } from "../../object-type.ts";
import type { Outcome } from "../../outcome.ts";
import type { Row } from "../../row.ts";
import type { LookupFields } from "../../find/lookup-fields.ts";
import { explainByExistence } from "./explain-by-existence.ts";
import { LookupFieldFailures } from "./lookup-field-failures.ts";
import { explainVanishedRelations } from "./vanished-relations.ts";
import { explainVanishedThings } from "./vanished-things.ts";

/**
 * Zendesk says why a row failed in the caller's language. What can be looked up explains most failures in any language:
 * whether the row's thing exists, and whether what the row refers to does.
 */
export class FailureExplainer {
  readonly #object: ObjectType;
  readonly #lookupFieldFailures: LookupFieldFailures;

  constructor(object: ObjectType, lookupFields: LookupFields) {
    this.#object = object;
    this.#lookupFieldFailures = new LookupFieldFailures(lookupFields);
  }

  /** Replaces the outcomes of rows that failed, where it finds out why. Each step sees what those before have left. */
  async explain(
    outcomes: Map<Row, Outcome>,
    sent: readonly SentRow[],
    drafts: readonly Draft[],
    context: WriteContext,
  ): Promise<void> {
    if (sent.every(({ outcome }) => outcome.kind === "written")) return;
    await explainVanishedRelations(outcomes, drafts, this.#object.relations ?? [], context);
    await explainVanishedThings(outcomes, sent, this.#object, context);
    await explainByExistence(outcomes, sent, this.#object, context);
    await this.#lookupFieldFailures.explain(outcomes, drafts, context);
  }
}
