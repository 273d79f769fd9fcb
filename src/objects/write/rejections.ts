import { naturalKeysOf } from "../keys.ts";
import type { ObjectType } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import type { Rejection } from "../rejection.ts";
import type { FieldValues, Row } from "../row.ts";

export function rejected(rejection: Rejection): Outcome {
  return { kind: "rejected", rejection };
}

export function alreadyExists({ key }: Row, { noun }: Pick<ObjectType, "noun">): Outcome {
  return rejected({
    reason: "already_exists",
    field: key.column,
    message:
      `A ${noun.one} with this ${key.column} already exists, and the stream only inserts. Choose append_dedup to update ` +
      `such ${noun.many}.`,
  });
}

export function notFound({ key }: Row, object: Pick<ObjectType, "keys" | "noun">): Outcome {
  const { many, one } = object.noun;
  return rejected({
    reason: "not_found",
    field: key.column,
    message:
      `Zendesk has no ${one} with this ${key.column}. Choose append_dedup with ${naturalKeysOf(object).join(" or ")} as ` +
      `the key to create such ${many}, or correct the record.`,
  });
}

/** Undefined for values that have all that is needed to create something. */
export function missingField(
  values: FieldValues,
  { noun, requiredToCreate }: Pick<ObjectType, "noun" | "requiredToCreate">,
): Rejection | undefined {
  const field = requiredToCreate.find((each) => values[each] === undefined || values[each] === null);
  if (field === undefined) return undefined;
  return {
    reason: "missing_required_field",
    field,
    message: `The ${noun.one} does not exist, and the record has no ${field}, which is required to create one.`,
  };
}
