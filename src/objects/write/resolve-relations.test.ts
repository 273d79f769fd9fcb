import { expect, it } from "vitest";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { IdDirectory, Relation } from "../relation.ts";
import { type FieldValues, type KeyValue, createRow } from "../row.ts";
import { resolveRelations } from "./resolve-relations.ts";

/** What exists, by keys. */
const EXISTING: Readonly<Record<string, number>> = {
  "id:7": 7,
  "external_id:acme": 1,
  "name:acme": 2,
  "name:initech": 3,
  "email:ada@example.com": 4,
};

function relationsOf(asked: string[][]): readonly Relation[] {
  const directory: IdDirectory = {
    idsOf: (named: readonly KeyValue[]) => {
      const keys = named.map(({ column, value }) => `${column}:${value}`);
      if (keys.length > 0) asked.push(keys);
      return Promise.resolve(keys.map((key) => EXISTING[key]));
    },
    knownAbsent: () => Promise.resolve(new Set<never>()),
    missingOf: () => Promise.resolve(new Set()),
    forget: () => {},
    forgetAll: () => {},
    noteWritten: () => {},
    learn: () => {},
    writtenId: () => undefined,
    foresee: () => {},
  };
  return [
    { field: "organization", target: { noun: "organization", keys: ["external_id", "name"] }, directory },
    { field: "requester", target: { noun: "user", keys: ["external_id", "email"] }, directory },
    {
      field: "followers",
      target: { noun: "user", object: "users", keys: ["external_id", "email"] },
      directory,
      maxItems: 3,
    },
  ];
}

async function resolve(...records: readonly FieldValues[]) {
  const asked: string[][] = [];
  const rows = records.map((values) => createRow({ column: "external_id", value: "t" }, values, []));
  const context = { api: {} as ZendeskApi, signal: AbortSignal.timeout(60_000) };
  const resolved = await resolveRelations(rows, relationsOf(asked), context);
  return { asked, resolved: rows.map((row) => resolved.get(row)) };
}

it.each<[values: FieldValues, sent: FieldValues]>([
  [{ organization_id: 7 }, { organization_id: 7 }],
  [{ organization_id: 7, organization: { name: "acme" }, "organization.name": "initech" }, { organization_id: 7 }],
  [{ organization: { external_id: "acme", name: "acme" } }, { organization_id: 1 }],
  [{ organization: { external_id: "initech", name: "initech" } }, { organization_id: 3 }],
  [{ organization: { name: "acme" }, "organization.external_id": "nowhere" }, { organization_id: 2 }],
  [{ "organization.external_id": "acme" }, { organization_id: 1 }],
  [{ "organization.name": "acme" }, { organization_id: 2 }],
  [{ "organization.external_id": null, "organization.name": "acme" }, { organization_id: 2 }],
  [{ "organization.external_id": null }, { organization_id: null }],
  [
    { organization: null, subject: "Help" },
    { organization_id: null, subject: "Help" },
  ],
  [
    { "organization.name": "acme", "requester.email": "ada@example.com" },
    { organization_id: 2, requester_id: 4 },
  ],
  [{ subject: "Help" }, { subject: "Help" }],
])("a record with %j is written with %j", async (values, sent) => {
  expect((await resolve(values)).resolved).toEqual([expect.objectContaining({ values: sent })]);
});

it.each<[values: FieldValues, field: string, problems: readonly string[]]>([
  [{ organization_id: 8 }, "organization_id", ['No organization in Zendesk matches the id in "organization_id".']],
  [{ organization: { external_id: "n", name: "n" } }, "organization", ["matches the external_id or name in"]],
  [{ "organization.name": "n" }, "organization.name", ["No organization in Zendesk matches the name"]],
  [
    { "organization.name": "n", "requester.email": "n@example.com" },
    "organization.name",
    ["No organization in Zendesk matches the name", "No user in Zendesk matches the email"],
  ],
])("a record with %j is rejected for %s, with all that is missing", async (values, field, problems) => {
  const { resolved } = await resolve(values);
  expect(resolved).toEqual([{ rejection: expect.objectContaining({ reason: "not_found", field }) }]);
  for (const problem of problems) expect(JSON.stringify(resolved).replaceAll('\\"', '"')).toContain(problem);
});

it("a batch asks for each kind of key together, and for names only where no external id is found", async () => {
  const { asked } = await resolve(
    { organization: { external_id: "acme", name: "acme" } },
    { organization: { external_id: "initech", name: "initech" } },
    { "organization.external_id": "acme" },
  );
  expect(asked).toEqual([["external_id:acme", "external_id:initech", "external_id:acme"], ["name:initech"]]);
});

it("a list lacks only what does not exist, and says all of it", async () => {
  const ada = { email: "ada@example.com" };
  const { resolved } = await resolve({ followers: [ada, { external_id: "late" }, { email: "new@example.com" }] });
  expect(resolved).toEqual([
    {
      rejection: {
        reason: "not_found",
        field: "followers",
        message: expect.stringMatching(/matches the external_id in .* matches the email in /) as string,
        missing: [["users external_id:late"], ["users email:new@example.com"]],
      },
    },
  ]);
});
