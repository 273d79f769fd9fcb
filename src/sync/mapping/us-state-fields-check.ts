import type { Logger } from "airbyte-cdk-typescript";
import { DEFAULT_US_STATE_FIELDS } from "../../config/value-settings.ts";
import type { ObjectRules } from "../../fields/object-rules.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { listNames } from "./column-names.ts";

/** Warns about configured keys that are not text fields of any object. Default keys may be missing in the account. */
export function checkUsStateFields(
  setting: readonly string[],
  rulesOf: ReadonlyMap<ObjectType, ObjectRules>,
  logger: Logger,
): void {
  if (setting.join() === DEFAULT_US_STATE_FIELDS.join()) return;
  const isKnown = (key: string): boolean =>
    [...rulesOf].some(
      ([{ customFields }, { textColumns }]) =>
        customFields !== undefined &&
        textColumns.has(key.startsWith(`${customFields.prefix}.`) ? key : `${customFields.prefix}.${key}`),
    );
  const unknown = setting.filter((key) => !isKnown(key));
  if (unknown.length === 0) return;
  const problem =
    unknown.length === 1
      ? "which is not a custom text field in Zendesk. Correct the key, or create the field."
      : "which are not custom text fields in Zendesk. Correct the keys, or create the fields.";
  logger.warn(`The setting us_state_fields names ${listNames(unknown)}, ${problem}`);
}
