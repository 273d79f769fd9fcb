import { z } from "zod";
import type { ZendeskClient } from "./client.ts";

const definition = z.object({
  key: z.string(),
  type: z.string(),
  title: z.string().catch(""),
  active: z.boolean().catch(true),
  custom_field_options: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  regexp_for_validation: z.string().nullish(),
  relationship_target_type: z.string().nullish(),
});

const page = z.object({
  user_fields: z.array(definition),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional(),
});

/** A custom field as an account defines it, in this project's names. */
export interface ListedField {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly active: boolean;
  readonly options?: readonly { readonly name: string; readonly value: string }[];
  readonly regexp?: string;
  readonly relationshipTargetType?: string;
}

/** All custom user fields, inactive ones included. */
export async function listUserFields(client: ZendeskClient): Promise<readonly ListedField[]> {
  const fields: ListedField[] = [];
  let after: string | undefined;
  do {
    const { body } = await client.request({
      method: "GET",
      path: "/api/v2/user_fields.json",
      query: { "page[size]": "100", ...(after !== undefined && { "page[after]": after }) },
      answer: page,
    });
    fields.push(...body.user_fields.map(toField));
    after = body.meta?.has_more === true ? (body.meta.after_cursor ?? undefined) : undefined;
  } while (after !== undefined);
  return fields;
}

function toField({ key, type, title, active, ...rest }: z.output<typeof definition>): ListedField {
  return {
    key,
    type,
    title: title || key,
    active,
    ...(rest.custom_field_options && { options: rest.custom_field_options }),
    ...(rest.regexp_for_validation && { regexp: rest.regexp_for_validation }),
    ...(rest.relationship_target_type && { relationshipTargetType: rest.relationship_target_type }),
  };
}
