import { describe, expect, test } from "vitest";
import { ZendeskListError } from "./errors.ts";
import { listCustomFields } from "../resources/field-definitions.ts";
import { membershipsOfUser } from "../resources/memberships.ts";
import { scriptedApi } from "../test-support/scripted-api.ts";
import type { ZendeskApi } from "../zendesk-api.ts";

const { signal } = new AbortController();

/** Reads a list to its end, and returns how many things it had. */
interface ReadList {
  readonly what: string;
  readonly key: string;
  readonly item: (number: number) => object;
  readonly read: (api: ZendeskApi) => Promise<number>;
  readonly maxPages: number;
}

const LISTS: readonly ReadList[] = [
  {
    what: "custom fields",
    key: "user_fields",
    item: (number) => ({ key: `field${number}`, type: "text" }),
    read: async ({ client }) => (await listCustomFields(client, "user_fields")).length,
    maxPages: 500,
  },
  {
    what: "a user's memberships",
    key: "organization_memberships",
    item: (number) => ({ id: number, user_id: 7, organization_id: number }),
    read: async ({ client }) => (await membershipsOfUser(client, 7, signal)).length,
    maxPages: 10,
  },
];

/** An account whose list continues with these cursors. The page of the last one is the last. */
function paging({ key, item }: ReadList, cursors: readonly (string | null)[]) {
  return scriptedApi((_url, number) => ({
    [key]: [item(number)],
    meta: { has_more: number <= cursors.length, after_cursor: cursors[number - 1] },
  }));
}

describe.each(LISTS)("the list of $what", (list) => {
  test("is read to its last page", async () => {
    const { api, sent } = paging(list, ["a", "b"]);
    expect(await list.read(api)).toBe(3);
    expect(sent.map(({ url }) => new URL(url).searchParams.get("page[after]"))).toEqual([null, "a", "b"]);
  });

  test.each<[what: string, cursors: readonly (string | null)[], requests: number]>([
    ["repeats a page", Array.from({ length: 1000 }, () => "same"), 2],
    ["goes round in a circle", Array.from({ length: 1000 }, (_, index) => String(index % 3)), 4],
    ["says that there is more, but not where", [null], 1],
    ["goes on and on", Array.from({ length: 1000 }, (_, index) => String(index)), list.maxPages],
  ])("is abandoned when it %s", async (_what, cursors, requests) => {
    const { api, sent } = paging(list, cursors);
    await expect(list.read(api)).rejects.toThrow(ZendeskListError);
    expect(sent).toHaveLength(requests);
  });
});

test.each<[options: number, sizes: readonly string[]]>([
  [0, ["25", "100"]],
  [200, ["25", "100"]],
  [2000, ["25", "10"]],
  [20_000, ["25", "5"]],
])("fields of %i options each are read in pages that are not too large", async (options, sizes) => {
  const custom_field_options = Array.from({ length: options }, (_, index) => ({ name: `${index}`, value: `${index}` }));
  const { api, sent } = scriptedApi((_url, number) => ({
    user_fields: [{ key: `field${number}`, type: "dropdown", custom_field_options }],
    meta: { has_more: number === 1, after_cursor: "next" },
  }));
  const fields = await listCustomFields(api.client, "user_fields");
  expect(fields.map((field) => Array.from(field.options ?? []).length)).toEqual([options, options]);
  expect(sent.map(({ url }) => new URL(url).searchParams.get("page[size]"))).toEqual(sizes);
});

test("an endless list of jobs causes one warning, and the sync waits for the jobs read so far", async () => {
  const { api, sent, warnings } = scriptedApi((url) =>
    url.pathname.endsWith("show_many.json")
      ? { job_statuses: [{ id: "1", status: "completed", results: [] }] }
      : {
          job_statuses: [{ id: "1", status: "working", job_type: "Bulk Create User" }],
          meta: { has_more: true, after_cursor: "same" },
        },
  );
  await api.jobs.orphansEnded(signal);
  await api.jobs.orphansEnded(signal);
  expect(warnings).toEqual([expect.stringMatching(/too many bulk jobs today to check all of them/)]);
  expect(sent.filter(({ url }) => url.includes("show_many"))).toHaveLength(2);
  expect(sent).toHaveLength(6);
});
