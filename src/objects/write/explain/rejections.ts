import { withArticle } from "../../../text/with-article.ts";
import { joinAlternatives } from "../../../text/join-alternatives.ts";
import { keysInWords, naturalKeysOf } from "../../keys.ts";
import type { Draft, Held, ObjectType } from "../../object-type.ts";
import { columnsToCreate } from "../../columns-to-create.ts";
import type { Outcome } from "../../outcome.ts";
import type { Reference } from "../../references/read-references.ts";
import type { Rejection } from "../../rejection.ts";
import type { FieldValues, Row } from "../../row.ts";

export function rejected(rejection: Rejection): Outcome {
  return { kind: "rejected", rejection };
}

/** The rows that must not be written, each with its reason. */
export function refuseEach<H extends Held>(
  drafts: readonly Draft<H>[],
  whyRefused: (draft: Draft<H>) => Rejection | undefined,
): ReadonlyMap<Row, Rejection> {
  return new Map(
    drafts.flatMap((draft) => {
      const rejection = whyRefused(draft);
      return rejection ? [[draft.row, rejection] as const] : [];
    }),
  );
}

export function alreadyExists({ key }: Row, { isKeyOnly, noun }: Pick<ObjectType, "isKeyOnly" | "noun">): Outcome {
  return rejected({
    reason: "already_exists",
    field: key.column,
    message:
      `Zendesk already has ${withArticle(noun.one)} with this ${key.column}, and the stream only inserts. ` +
      `Choose append_dedup to ${isKeyOnly ? "accept" : "update"} such ${noun.many}.`,
  });
}

/** Something else has the value, which only one thing can have. Without a field, it is not known which value. */
export function duplicateValue(field: string | undefined, { one }: Pick<ObjectType["noun"], "one">): Rejection {
  const value = field === undefined ? "a value of this record" : `this ${field}`;
  const message = `Another ${one} in Zendesk has ${value}. Merge the two or correct the record.`;
  return { reason: "duplicate_value", field, message };
}

export function notFound({ key }: Row, object: Pick<ObjectType, "keys" | "noun">): Outcome {
  const { many, one } = object.noun;
  return rejected({
    reason: "not_found",
    field: key.column,
    message:
      `Zendesk has no ${one} with this ${key.column}. Choose append_dedup with ` +
      `${keysInWords(object, naturalKeysOf(object))} as the key to create such ${many}, or correct the record.`,
  });
}

/** A record refers to something that does not exist. Without a noun, the message does not say what kind of thing. */
export function referenceNotFound(
  { column, keys }: Reference,
  { missing, noun }: { readonly noun?: string; readonly missing: Rejection["missing"] },
): Rejection {
  const [nothing, it] = noun === undefined ? ["Nothing", "it"] : [`No ${noun}`, `the ${noun}`];
  const names = keys.map((key) => key.column).join(" or ");
  return {
    reason: "not_found",
    field: column,
    message: `${nothing} in Zendesk matches the ${names} in "${column}". Create ${it} in Zendesk first, or correct the record.`,
    missing,
  };
}

export function ambiguousKey({ key }: Row, { noun }: Pick<ObjectType, "noun">): Outcome {
  return rejected({
    reason: "ambiguous_key",
    field: key.column,
    message:
      `Zendesk has several ${noun.many} with this ${key.column}, or only ones whose ${key.column} differs in case. Merge or correct ` +
      "them in Zendesk, or match the record by id.",
  });
}

/** Undefined for values that have everything that is needed to create something, before or after references are resolved. */
export function missingField(
  values: FieldValues,
  object: Pick<ObjectType, "noun" | "relations" | "requiredToCreate">,
): Rejection | undefined {
  const missing = columnsToCreate(object).find((columns) =>
    columns.every((column) => values[column] === undefined || values[column] === null),
  );
  if (!missing) return undefined;
  const [field] = missing;
  return {
    reason: "missing_required_field",
    field,
    message: `The ${object.noun.one} does not exist, and the record has no ${joinAlternatives(missing)}, which is required to create one.`,
  };
}

/** The row is written, but its follow-up was refused; `why` continues the sentence. */
export function partlyRefused(
  { noun }: Pick<ObjectType, "noun">,
  { field, reason, zendesk }: Pick<Rejection, "field" | "reason" | "zendesk">,
  why: string,
): Rejection {
  return { reason, field, message: `The ${noun.one}'s other values are written, but ${why}`, zendesk };
}
