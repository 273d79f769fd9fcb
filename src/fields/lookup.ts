import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type ValueRule } from "./value-rule.ts";
import { idDigits } from "./zendesk-id.ts";

/**
 * The id of the record that a lookup field points at, as text. Ids are numbers, except those of custom objects'
 * records, which are words such as 01J9ZQ4C2V (Zendesk: custom_objects/{key}/records).
 */
export function lookup(targetType: string | undefined): ValueRule {
  const isWord = targetType?.startsWith("zen:custom_object:") ?? false;
  return (value) => {
    const written = typeof value === "boolean" ? undefined : scalarText(value)?.trim();
    if (written === undefined) return invalidKind(value, "the id of one record");
    if (written === "") return BLANK;
    const id = isWord ? word(written) : idDigits(written);
    return id === undefined
      ? {
          invalid: `is no id of a ${targetType ?? "Zendesk record"}; a lookup field takes Zendesk's own id, not a name or key`,
        }
      : { value: id };
  };
}

function word(written: string): string | undefined {
  return /^[\w-]+$/.test(written) ? written : undefined;
}
