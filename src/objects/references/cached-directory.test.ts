import { expect, it } from "vitest";
import type { ZendeskClient } from "../../zendesk/http/client.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { ORGANIZATION_KEYS } from "../organizations/organization-keys.ts";
import type { KeyValue } from "../row.ts";
import { CachedDirectory } from "./cached-directory.ts";

const contextOf = (client: ZendeskClient) => ({
  api: { client } as unknown as ZendeskApi,
  signal: AbortSignal.timeout(60_000),
});

it("an organization that occurs in every batch is remembered, however many others are looked up", async () => {
  let requests = 0;
  const request = ({ query }: { query: { external_ids: string } }) => {
    requests += 1;
    const organizations = query.external_ids
      .split(",")
      .map((key) => ({ id: Number(key.slice(1)), name: key, external_id: key }));
    return Promise.resolve({ body: organizations, requestId: undefined });
  };
  const client = { request } as unknown as ZendeskClient;
  const directory = new CachedDirectory(ORGANIZATION_KEYS);
  for (let batch = 0; batch < 300; batch++) {
    const names = ["o0", ...Array.from({ length: 99 }, (_, n) => `o${batch * 99 + n + 1}`)];
    const keys = names.map((value) => ({ column: "external_id", value }) as const);
    expect(await directory.idsOf(keys, contextOf(client))).toEqual(names.map((name) => Number(name.slice(1))));
  }
  expect(requests).toBe(300);
});

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly external_id: string;
}

/** An account that finds organizations by any key, and counts its requests. */
function directoryOf(organizations: readonly Listed[]) {
  const asked: string[] = [];
  const request = ({ query }: { query: Record<string, string> }) => {
    const [[parameter, text] = ["", ""]] = Object.entries(query);
    asked.push(`${parameter}=${text}`);
    const column = ({ ids: "id", external_ids: "external_id" } as const)[parameter] ?? (parameter as "name");
    const values = parameter.endsWith("s") ? text.split(",") : [text];
    // Like a search that also finds similar texts.
    const resembles = (each: Listed, value: string): boolean =>
      String(each[column]).toLowerCase().startsWith(value.trim().toLowerCase());
    const body = organizations.filter((each) => values.some((value) => resembles(each, value)));
    return Promise.resolve({ body, requestId: undefined });
  };
  const client = { request } as unknown as ZendeskClient;
  const directory = new CachedDirectory(ORGANIZATION_KEYS);
  const idsOf = (...keys: KeyValue[]) => directory.idsOf(keys, contextOf(client));
  return { asked, directory, idsOf };
}

const FIVES: readonly Listed[] = [
  { id: 5, name: "By id", external_id: "x-1" },
  { id: 6, name: "By external id", external_id: "5" },
  { id: 7, name: "5", external_id: "x-2" },
];
const BY_COLUMN = [
  { column: "id", value: "5" },
  { column: "external_id", value: "5" },
  { column: "name", value: "5" },
] as const;

it("an id, an external id and a name with the same digits are three organizations, even when they are remembered", async () => {
  const { asked, idsOf } = directoryOf(FIVES);
  expect(await idsOf(...BY_COLUMN)).toEqual([5, 6, 7]);
  expect(await idsOf(...BY_COLUMN.toReversed())).toEqual([7, 6, 5]);
  expect(asked).toEqual(["ids=5", "external_ids=5", "name=5", "ids=7"]);
});

it.each([
  ["ACME ", 1],
  ["acme", 1],
  ["Acm", undefined],
])("a name matches as a whole, regardless of case and with any surrounding whitespace: %j", async (value, id) => {
  const { idsOf } = directoryOf([{ id: 1, name: "Acme", external_id: "a" }]);
  expect(await idsOf({ column: "name", value })).toEqual([id]);
});

it("long names are forgotten before they fill the memory, and short ones are kept", async () => {
  const { asked, idsOf } = directoryOf([]);
  const long = (index: number) => ({ column: "name", value: `${index} ${"x".repeat(1_000_000)}` }) as const;
  for (let index = 0; index < 6; index++) await idsOf(long(index));
  asked.length = 0;
  await idsOf(long(5));
  expect(asked).toEqual([]);
  await idsOf(long(0));
  expect(asked).toHaveLength(1);
});

it("look-ups from before the sync wrote something are not remembered", async () => {
  const directory = new CachedDirectory(ORGANIZATION_KEYS);
  let written: readonly Listed[] = [];
  const request = () => {
    const body = written;
    // The sync creates the organization while it is looked up.
    if (written.length === 0) directory.forget({ identities: ["external_id:new"], ids: [7] });
    written = [{ id: 7, name: "New", external_id: "new" }];
    return Promise.resolve({ body, requestId: undefined });
  };
  const client = { request } as unknown as ZendeskClient;
  const reference = { column: "external_id", value: "new" };
  expect(await directory.idsOf([reference], contextOf(client))).toEqual([undefined]);
  expect(await directory.idsOf([reference], contextOf(client))).toEqual([7]);
});

it("what was found by one key is known by its others", async () => {
  const { asked, idsOf } = directoryOf([{ id: 1, name: "Acme", external_id: "a" }]);
  await idsOf({ column: "external_id", value: "a" });
  asked.length = 0;
  expect(await idsOf({ column: "name", value: "ACME" }, { column: "id", value: "1" })).toEqual([1, 1]);
  expect(asked).toEqual([]);
});

const ACME = { column: "external_id", value: "acme" };
const INITECH = { column: "external_id", value: "initech" };

it("two batches that name one thing at the same time ask for it once", async () => {
  const { asked, idsOf } = directoryOf([{ id: 1, name: "Acme", external_id: "acme" }]);
  expect(await Promise.all([idsOf(ACME), idsOf(ACME, INITECH)])).toEqual([[1], [1, undefined]]);
  expect(asked).toEqual(["external_ids=acme", "external_ids=initech"]);
});

it("a batch whose look-up fails does not fail another that names the same thing", async () => {
  const refused = new Error("refused");
  const client = {
    request: ({ query }: { query: { external_ids: string } }) =>
      query.external_ids.includes("bad")
        ? Promise.reject(refused)
        : Promise.resolve({ body: [], requestId: undefined }),
  } as unknown as ZendeskClient;
  const directory = new CachedDirectory(ORGANIZATION_KEYS);
  const bad = { column: "external_id", value: "bad" };
  const batches = [[bad, ACME], [ACME]].map((keys) => directory.idsOf(keys, contextOf(client)));
  expect(await Promise.allSettled(batches)).toEqual([
    { status: "rejected", reason: refused },
    { status: "fulfilled", value: [undefined] },
  ]);
});

it.each<[written: string, identities: readonly string[], ids: readonly number[], asked: readonly string[]]>([
  ["something else", ["external_id:other"], [9], []],
  ["what was absent", ["external_id:initech"], [2], ["external_ids=initech"]],
  ["what was found, by another key", ["name:new name"], [1], ["external_ids=acme"]],
])("only what the sync has written is asked for again: %s", async (_written, identities, ids, expected) => {
  const { asked, directory, idsOf } = directoryOf([{ id: 1, name: "Acme", external_id: "acme" }]);
  await idsOf(ACME, INITECH);
  asked.length = 0;
  directory.forget({ identities, ids });
  await idsOf(ACME, INITECH);
  expect(asked).toEqual(expected);
});

it.each([
  ["by the name that was written", "ACME ", 1],
  ["not by a name that it no longer has", "Acme Inc", undefined],
  ["not by a name that it never had", "Initech", undefined],
])("what the sync wrote is found before the search has it: %s", async (_case, value, id) => {
  const listed = { body: [{ id: 1, name: "Acme", external_id: null }], requestId: undefined };
  const request = ({ query }: { query: Record<string, string> }) =>
    Promise.resolve("ids" in query ? listed : { body: [], requestId: undefined });
  const directory = new CachedDirectory(ORGANIZATION_KEYS);
  directory.noteWritten(["name:acme inc"], 1);
  directory.noteWritten(["name:acme"], 1);
  const client = { request } as unknown as ZendeskClient;
  expect(await directory.idsOf([{ column: "name", value }], contextOf(client))).toEqual([id]);
});
