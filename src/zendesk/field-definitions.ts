import { z } from "zod";
import type { ZendeskClient } from "./client.ts";
import { pageMeta, readPages } from "./pages.ts";

const definition = z.object({
  key: z.string(),
  type: z.string(),
  title: z.string().catch(""),
  active: z.boolean().catch(true),
  custom_field_options: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  regexp_for_validation: z.string().nullish(),
  relationship_target_type: z.string().nullish(),
});

const page = z.object({ user_fields: z.array(definition), meta: pageMeta });
/** 10,000 fields: accounts have been seen with 1,400. */
const MAX_PAGES = 100;

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
  const list = { path: "/api/v2/user_fields.json", answer: page, maxPages: MAX_PAGES };
  for await (const { user_fields } of readPages(client, list)) fields.push(...user_fields.map(toField));
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
