import { type ConnectorSpecification, isJsonObject } from "airbyte-cdk-typescript";
import { z } from "zod";
import { SETTING_GROUPS, configSchema } from "./config-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** What `spec` prints. The build writes it to `spec.json`, and a test compares the two. */
export const spec: ConnectorSpecification = {
  documentationUrl: "https://github.com/destination-zendesk/destination-zendesk/blob/main/docs/zendesk.md",
  supportsIncremental: true,
  supported_destination_sync_modes: ["append", "append_dedup", "update", "soft_delete"],
  connectionSpecification: {
    title: "Zendesk Destination Spec",
    groups: SETTING_GROUPS.map(({ id, title }) => ({ id, title })),
    ...grouped(forAirbyteForm(z.toJSONSchema(configSchema, { target: "draft-7", io: "input" }))),
  },
};

/** Each setting with its card, in the order of the cards. */
function grouped(schema: Schema): Schema {
  const { properties } = schema;
  if (!isJsonObject(properties)) throw new Error("the config's schema has no properties");
  const places = SETTING_GROUPS.flatMap(({ id, settings }) =>
    Object.keys(settings).map((name) => ({ name, group: id })),
  );
  const ordered = places.map(({ name, group }, order) => [name, { ...schemaOf(properties[name]), group, order }]);
  return { ...schema, properties: Object.fromEntries(ordered) as unknown };
}

function schemaOf(property: unknown): Schema {
  if (!isJsonObject(property)) throw new Error("a setting has no schema");
  return property;
}

/** Airbyte's form needs `type: object` next to `oneOf`, but zod puts the type only into the branches. */
function forAirbyteForm(schema: Schema): Schema {
  const form = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, formPart(value)]));
  const { anyOf, oneOf = anyOf, ...rest } = form;
  if (!Array.isArray(oneOf)) return form;
  return nullable(rest, oneOf) ?? { type: "object", ...rest, oneOf };
}

/** A choice between a value and null is one field of the form, whose type allows null. */
function nullable(rest: Schema, branches: readonly unknown[]): Schema | undefined {
  const [value, nothing, ...others] = branches;
  if (!isJsonObject(value) || !isJsonObject(nothing) || nothing["type"] !== "null" || others.length > 0) {
    return undefined;
  }
  return { ...rest, ...value, type: [value["type"], "null"] };
}

function formPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formPart);
  return isJsonObject(value) ? forAirbyteForm(value) : value;
}
