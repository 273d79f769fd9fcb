import { z } from "zod";
import type { Query, ZendeskClient } from "../http/client.ts";
import { PackedOptions } from "./packed-options.ts";
import { LARGEST_PAGE, pageMeta, readPages } from "../http/pages.ts";

const described = z.object({
  type: z.string(),
  title: z.string().catch(""),
  active: z.boolean().catch(true),
  custom_field_options: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  regexp_for_validation: z.string().nullish(),
  relationship_target_type: z.string().nullish(),
  required: z.boolean().nullish().catch(undefined),
  readonly: z.boolean().nullish().catch(undefined),
  tag: z.string().nullish().catch(undefined),
  properties: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  removable: z.boolean().nullish().catch(undefined),
});

/** Fields of tickets have no key. Values are written by id. */
const definition = z.union([
  described.extend({ key: z.string() }),
  described.extend({ id: z.number() }).transform(({ id, ...rest }) => ({ ...rest, key: String(id) })),
]);

type Definition = z.output<typeof definition>;

/** 10,000 fields or more. Accounts with 1,400 exist. */
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
  /** Whether a thing must have a value. */
  readonly isRequired?: true;
  /** Whether Zendesk computes the values itself. */
  readonly isReadOnly?: true;
  /** What a thing is tagged with while its checkbox is checked. */
  readonly tag?: string;
  /** Whether every account has the field. */
  readonly isStandard?: true;
  /** What else Zendesk says about a custom object's field. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A field may have 2,000 options, so a page of 100 fields may have 40 MB. */
const FIRST_PAGE = 25;
const SMALLEST_PAGE = 5;
const OPTIONS_PER_PAGE = 20_000;

/** All custom fields of a kind of thing, including inactive ones. */
export function listCustomFields(
  client: ZendeskClient,
  collection: "user_fields" | "organization_fields",
): Promise<readonly ListedField[]> {
  return listFields(client, { collection, path: `/api/v2/${collection}.json` });
}

/** The custom fields of tickets, by id and by title. Zendesk lists them with the fields that every ticket has. */
export async function listTicketFields(client: ZendeskClient): Promise<readonly (ListedField & { alias: string })[]> {
  const listed = await listFields(client, { collection: "ticket_fields", path: "/api/v2/ticket_fields.json" });
  return listed
    .filter(({ isStandard }) => isStandard !== true)
    .map((field) => ({ ...field, type: field.type === "tagger" ? "dropdown" : field.type, alias: field.title }));
}

interface FieldList {
  /** The property of the answer that has the fields. */
  readonly collection: string;
  readonly path: string;
  readonly query?: Query;
  /** How many fields to ask for first. */
  readonly firstPage?: number;
}

/** All fields in a list, including inactive ones. */
export async function listFields(
  client: ZendeskClient,
  { collection, firstPage = FIRST_PAGE, path, query = {} }: FieldList,
): Promise<readonly ListedField[]> {
  const answer = z
    .object({ [collection]: z.array(definition) })
    .and(z.object({ meta: pageMeta }))
    .transform((page) => ({ meta: page.meta, definitions: page[collection] ?? [] }));
  const fields: ListedField[] = [];
  let pageSize = firstPage;
  for await (const { definitions } of readPages(client, {
    path,
    query,
    answer,
    maxPages: MAX_PAGES,
    pageSize: () => pageSize,
  })) {
    fields.push(...definitions.map(toField));
    pageSize = nextPageSize(definitions);
  }
  return fields;
}

/** As many fields as keep the page small, if the next ones have as many options. */
function nextPageSize(fields: readonly Definition[]): number {
  const options = fields.reduce((sum, { custom_field_options }) => sum + (custom_field_options?.length ?? 0), 0);
  const fitting = options === 0 ? LARGEST_PAGE : Math.floor((OPTIONS_PER_PAGE * fields.length) / options);
  return Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, fitting));
}

function toField({ key, type, title, active, ...rest }: Definition): ListedField {
  return {
    key,
    type,
    title: title || key,
    active,
    ...(rest.custom_field_options && { options: new PackedOptions(rest.custom_field_options) }),
    ...(rest.regexp_for_validation && { regexp: rest.regexp_for_validation }),
    ...(rest.relationship_target_type && { relationshipTargetType: rest.relationship_target_type }),
    ...(rest.required && { isRequired: true }),
    ...(rest.readonly && { isReadOnly: true }),
    ...(rest.removable === false && { isStandard: true }),
    ...(rest.tag && { tag: rest.tag }),
    ...(rest.properties && { properties: rest.properties }),
  };
}
