import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import type { StartedSimulator } from "zendesk-simulator";
import { write } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { runOwnCommand } from "../../testing/connector/own-command.ts";
import { temporaryConfig, temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { type ConfiguredStream, type RecordData, record } from "../../testing/input/airbyte-messages.ts";

export interface Sync {
  readonly folder: string;
  /** Of several syncs, in any order. */
  readonly folders?: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
}

export async function syncWithLog(
  account: StartedSimulator,
  records: Readonly<Record<string, readonly RecordData[]>>,
  options: { streams?: readonly ConfiguredStream[]; settings?: object } = {},
): Promise<Sync> {
  const folder = temporaryFolder();
  const storage = { storage_type: "Local", path: folder };
  const settings = { ...options.settings, object_storage_config: storage, change_log: true };
  const input = Object.entries(records).flatMap(([name, rows]) => rows.map((data) => record(data, { name })));
  const streams = options.streams ?? Object.keys(records).map((name) => ({ name }));
  const { code, output } = await write(account, input, { settings, streams });
  expect({ code, rejects: output.counts.rejected }).toEqual({ code: 0, rejects: 0 });
  return { folder, settings };
}

/** What `undo` prints, and the files that it writes. */
export async function planUndo(account: StartedSimulator, { folder, folders = [folder], settings }: Sync) {
  const config = temporaryConfig(configFor(account.credentials, settings));
  const into = path.join(temporaryFolder(), "undo");
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const { code, lines, stderr } = await runOwnCommand(["undo", "--config", config, "--into", into, ...folders], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr });
  // It contains the connection's secrets.
  expect(statSync(path.join(into, "config.json")).mode & 0o777).toBe(0o600);
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(into, name), "utf8"));
  return { lines, stderr, files: { config: read("config.json"), catalog: read("catalog.json"), env } };
}

export async function undo(account: StartedSimulator, sync: Sync) {
  const { files, lines, stderr } = await planUndo(account, sync);
  const { code, output } = await runConnector("write", files, lines);
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  return stderr;
}
