import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { PackedOptions } from "./packed-options.ts";
import { LARGEST_PAGE, pageMeta, readPages } from "../http/pages.ts";

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
/** 10,000 fields and more: accounts have been seen with 1,400. */
const MAX_PAGES = 500;

/** A custom field as an account defines it, in this project's names. */
export interface ListedField {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly active: boolean;
  readonly options?: PackedOptions;
  readonly regexp?: string;
  readonly relationshipTargetType?: string;
}

/** A field may have 2,000 options, so a page of 100 fields may have 40 MB. */
const FIRST_PAGE = 25;
const SMALLEST_PAGE = 5;
const OPTIONS_PER_PAGE = 20_000;

/** All custom user fields, inactive ones included. */
export async function listUserFields(client: ZendeskClient): Promise<readonly ListedField[]> {
  const fields: ListedField[] = [];
  let pageSize = FIRST_PAGE;
  const list = { path: "/api/v2/user_fields.json", answer: page, maxPages: MAX_PAGES, pageSize: () => pageSize };
  for await (const { user_fields } of readPages(client, list)) {
    fields.push(...user_fields.map(toField));
    pageSize = nextPageSize(user_fields);
  }
  return fields;
}

/** As many fields as have few enough options, if those to come are like these. */
function nextPageSize(fields: z.output<typeof page>["user_fields"]): number {
  const options = fields.reduce((sum, { custom_field_options }) => sum + (custom_field_options?.length ?? 0), 0);
  const fitting = options === 0 ? LARGEST_PAGE : Math.floor((OPTIONS_PER_PAGE * fields.length) / options);
  return Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, fitting));
}

function toField({ key, type, title, active, ...rest }: z.output<typeof definition>): ListedField {
  return {
    key,
    type,
    title: title || key,
    active,
    ...(rest.custom_field_options && { options: new PackedOptions(rest.custom_field_options) }),
    ...(rest.regexp_for_validation && { regexp: rest.regexp_for_validation }),
    ...(rest.relationship_target_type && { relationshipTargetType: rest.relationship_target_type }),
  };
}
