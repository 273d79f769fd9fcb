import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { runOwnCommand } from "../../testing/connector/own-command.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { type ConfiguredStream, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";

const CRM: ConfiguredStream = { name: "people", namespace: "crm", object: "users", mode: "append_dedup" };
const USERS: ConfiguredStream = { name: "users" };
const STREAMS = [USERS, { ...CRM, primaryKey: "external_id" }];
const STATES = STREAMS.map(({ name, namespace }) =>
  streamState(1, { name, ...(namespace !== undefined && { namespace }) }),
);

function writeEach(folder: string, edit: (line: string) => string): void {
  for (const file of globSync("**/*.jsonl", { cwd: folder })) {
    const place = path.join(folder, file);
    writeFileSync(place, readFileSync(place, "utf8").split("\n").map(edit).join("\n"));
  }
}

test("rejected records that were corrected in their files are all written after a replay", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Nora", external_id: "n", notes: "kept" }]);
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder }, null_handling: "clear" };
  const rejected = [
    record({ external_id: "p", name: "Phone", phone: "none" }, USERS),
    // The source lost the notes, so they are not to be emptied, neither now nor later.
    record({ external_id: "n", name: "Nora", phone: "none", notes: null }, USERS, [
      { field: "notes", change: "NULLED" },
    ]),
    record({ external_id: "12345678901234567890", name: "Big", phone: "none" }, CRM).replace(
      '"12345678901234567890"',
      "12345678901234567890",
    ),
  ];
  const first = await write(account, [...rejected, ...STATES], { settings, streams: STREAMS });
  expect(first.output.counts).toMatchObject({ written: 0, rejected: 3 });

  writeEach(folder, (line) => line.replace('"phone":"none"', '"phone":"4155552671"'));
  const { code, lines } = await runOwnCommand(["replay", folder]);
  expect({ code, count: lines.length }).toEqual({ code: 0, count: 3 });
  const second = await write(account, [...lines, ...STATES], { settings, streams: STREAMS });

  expect(second.output.counts).toMatchObject({ written: 3, rejected: 0 });
  const held = usersOf(account.simulator).map(({ external_id, notes, phone }) => ({ external_id, notes, phone }));
  expect(held).toEqual([
    { external_id: "n", notes: "kept", phone: "+14155552671" },
    expect.objectContaining({ external_id: "p", phone: "+14155552671" }),
    expect.objectContaining({ external_id: "12345678901234567890", phone: "+14155552671" }),
  ]);
});

test("lines that are not rejected records are named without their content, and everything else is printed", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "some.jsonl");
  const good = { stream: "users", rejected_at: "2026-11-20T10:00:00.000Z", record: { external_id: "a" } };
  writeFileSync(file, ['{"record": "s3cret', JSON.stringify(good), '{"s3cret": 1}', ""].join("\n"));
  const { code, lines, stderr } = await runOwnCommand(["replay", file]);
  const messages = lines.map((line) => JSON.parse(line) as { type: string });

  expect(code).toBe(1);
  expect(messages.map(({ type }) => type)).toEqual(["RECORD", "TRACE"]);
  expect(stderr).toContain(`${file}, line 1, is not valid JSON. It was skipped.`);
  expect(stderr).toContain(`${file}, line 3, is not a rejected record. It was skipped.`);
  expect(stderr).toContain("2 lines could not be used and were skipped");
  expect(stderr + lines.join("")).not.toContain("s3cret");
});

test.each([
  [["replay"], "replay needs at least one file"],
  [["replay", "/nowhere/at/all.jsonl"], "/nowhere/at/all.jsonl cannot be read (ENOENT)"],
  [["repaly", "x"], "did you mean replay?"],
])("%j says what is wrong", async (args, said) => {
  const { code, lines } = await runOwnCommand(args);
  expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining(said)] });
});
