import type { Logger } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "../../config/config.ts";
import { type ObjectRules, objectRules } from "../../fields/object-rules.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { listLocales } from "../../zendesk/resources/locales.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";

/**
 * The rules of an object's columns, from its fields in the account and the settings. `isFilled`: whether records may have a
 * value for a column. Locales are listed only if one needs them.
 */
export async function readObjectRules(
  object: ObjectType,
  api: ZendeskApi,
  config: ZendeskConfig,
  logger: Logger,
  isFilled: (column: string) => boolean = () => false,
): Promise<ObjectRules> {
  const rounded = new Set<string>();
  const { columns, customFields } = object;
  const hasLocales = Object.keys(columns).some((column) => columns[column]?.needsLocales && isFilled(column));
  const locales = hasLocales ? await listLocales(api.client) : undefined;
  const definitions = customFields ? await customFields.list(api) : [];
  return objectRules(columns, customFields?.prefix ?? "", definitions, {
    phoneCountry: config.phone_country,
    usStateFields: config.us_state_fields,
    decimalPlaces: config.decimal_places,
    locales,
    onRounded: (key) => {
      if (rounded.has(key)) return;
      rounded.add(key);
      logger.warn(
        `Values of the decimal field "${key}" have more than ${config.decimal_places} digits after the point and are rounded ` +
          "(setting decimal_places).",
      );
    },
    onUnchecked: (key, why) =>
      logger.warn(`Values of the field "${key}" are checked only by Zendesk: the field ${why}.`),
  });
}
