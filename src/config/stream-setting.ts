import { ConfigError } from "airbyte-cdk-typescript";
import { z } from "zod";
import { joinAlternatives } from "../text/join-alternatives.ts";
import { CUSTOM_FIELD_PREFIXES, MATCHING_KEYS, NATURAL_KEYS, OBJECT_NAMES } from "../objects/registry.ts";

const fieldMapping = z.strictObject({
  field: z
    .string()
    .min(1)
    .meta({
      title: "Zendesk Field",
      description: `A standard field such as "name", or a custom field: ${joinAlternatives(CUSTOM_FIELD_PREFIXES.map((prefix) => `"${prefix}.<key>"`))}.`,
      order: 0,
    }),
  column: z.string().min(1).meta({
    title: "Column",
    description:
      'The stream\'s column that holds the value, or a path into it such as "properties.email". To join several columns in a text field, add an entry for each.',
    order: 1,
  }),
});

/** Which object a stream is written to, by which key, and which of its columns become which fields. */
export const streamSetting = z
  .strictObject({
    name: z.string().min(1).meta({ title: "Stream Name", description: "Exactly as in the connection.", order: 0 }),
    namespace: z.string().nullish().meta({
      title: "Stream Namespace",
      description: "Leave empty to cover the streams of this name in every namespace.",
      order: 1,
    }),
    object: z
      .string()
      .min(1)
      .meta({
        title: "Zendesk Object",
        description: `The object that the stream is written to: ${joinAlternatives(OBJECT_NAMES.map((name) => `"${name}"`))}.`,
        order: 2,
      }),
    matching_key: z
      .enum(MATCHING_KEYS)
      .optional()
      .meta({
        title: "Matching Key",
        description:
          "How records are matched in Zendesk. By default, by the first of these keys that the record has: " +
          `${NATURAL_KEYS.map(([name, keys]) => `for ${name} ${keys.join(" or ")}`).join(", ")}. "id" is Zendesk's own id.`,
        always_show: true,
        order: 3,
      }),
    deleted_when: z.string().min(1).optional().meta({
      title: "Deleted When",
      description:
        'A column that marks records as deleted, such as "is_deleted" or "deleted_at". Any value except null, blank, false, "false", "f", "no", "n", 0 or "0" marks the record as deleted. The setting "Records Deleted at the Source" decides what happens to it.',
      order: 4,
    }),
    fields: z.array(fieldMapping).optional().meta({
      title: "Fields",
      description:
        "Which column is written to which field. Without entries, columns are written to the fields of the same name. With entries, only the listed columns are written.",
      always_show: true,
      order: 5,
    }),
  })
  .meta({ title: "Stream" });

export type StreamSetting = z.output<typeof streamSetting>;

/** Throws `ConfigError` for two entries for one stream, because it would be unclear which one counts. */
export function refuseDuplicates(entries: readonly StreamSetting[]): void {
  const seen = new Set<string>();
  for (const { name, namespace } of entries) {
    const key = JSON.stringify([name, namespace ?? ""]);
    if (seen.has(key)) {
      const where = namespace ? ` in the namespace "${namespace}"` : "";
      throw new ConfigError(
        `The setting "streams" has two entries for the stream "${name}"${where}. Keep one of them. To join columns in a ` +
          'field, list the field several times in "fields".',
      );
    }
    seen.add(key);
  }
}
