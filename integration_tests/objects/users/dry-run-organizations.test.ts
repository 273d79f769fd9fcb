import { expect, test } from "vitest";
import { organizationId, seededAccount } from "../../../testing/account/seeded-account.ts";
import { changesIn } from "../../../testing/connector/rejected-records.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

type Fields = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

const SHOWN = ["organization_id", "organization_ids"];

/** The person belongs to Initech (the default) and Umbrella. */
const RECORDS: readonly RecordData[] = [
  { organizations: ["Acme"] },
  { organizations: ["Umbrella", "Acme"] },
  { organizations: ["Initech", "Acme"] },
  { organization: "Acme" },
  { organization: "Umbrella" },
  { organization: "Acme", organizations: ["Initech"] },
];

const CASES = ["add", "replace"].flatMap((mode) => RECORDS.map((record) => ({ mode, record })));

/** The changes that a dry run of the record shows, by field, then those that the sync makes. */
async function compare(record: RecordData, settings: Readonly<Record<string, unknown>>) {
  const simulator = seededAccount();
  const folder = temporaryFolder();
  const kept = { object_storage_config: { storage_type: "Local", path: folder } };
  const dry = await syncEffect(simulator, [record], { settings: { ...settings, ...kept, dry_run: true } });
  const [change] = changesIn(folder) as readonly { readonly fields: Fields }[];
  const real = await syncEffect(simulator, [record], { settings, startAt: dry.endedAt });
  const held = (users: readonly object[]) =>
    users.find((user) => "external_id" in user && user.external_id === record["external_id"]) as unknown as RecordData;
  const [before, after] = [held(real.before), held(real.after)];
  const made = SHOWN.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map(
    (field) => [field, { before: before[field], after: after[field] }] as const,
  );
  return { shown: change?.fields, made: Object.fromEntries(made) };
}

test.each(CASES)("a dry run shows the organizations that a user has before and after $record ($mode)", async (each) => {
  const settings = { organization_mode: each.mode };
  const { made, shown } = await compare({ external_id: "person", ...each.record }, settings);
  expect(shown ?? {}).toEqual(made);
});

test("a dry run shows that a user would leave every organization", async () => {
  const settings = { organization_mode: "replace", null_handling: "clear" };
  const ids = (["Initech", "Umbrella"] as const).map((name) => organizationId(seededAccount(), name));
  const left = { organization_id: { before: ids[0], after: null }, organization_ids: { before: ids, after: [] } };
  for (const record of [{ organization_id: null }, { organizations: [] }]) {
    expect(await compare({ external_id: "person", ...record }, settings)).toEqual({ shown: left, made: left });
  }
});
