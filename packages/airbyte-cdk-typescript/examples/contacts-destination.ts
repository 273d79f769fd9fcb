import { appendFile } from "node:fs/promises";

import {
  BatchingSink,
  ConfigError,
  type Destination,
  type PendingRecord,
  run,
  type SyncContext,
  TransientError,
} from "airbyte-cdk-typescript";

interface Config {
  readonly url: string;
  readonly api_key: string;
  readonly rejects: string;
}

/** Upserts contacts through a web API, 100 at a time. Keeps the records that the API refuses in a file. */
class ContactsDestination implements Destination<Config> {
  readonly spec = {
    connectionSpecification: {
      type: "object",
      required: ["url", "api_key", "rejects"],
      properties: {
        url: { type: "string", title: "URL of the API" },
        api_key: { type: "string", title: "API key", airbyte_secret: true },
        rejects: { type: "string", title: "File for rejected records" },
      },
    },
    supported_destination_sync_modes: ["append_dedup"],
  } as const;

  parse(config: unknown) {
    return config as Config; // It is valid against the spec.
  }

  async check(config: Config) {
    await request(config, "GET", "/contacts?limit=1");
  }

  async discover() {
    const json_schema = { type: "object", properties: { email: { type: "string" }, name: { type: "string" } } };
    return [{ object_name: "contacts", sync_mode: "append_dedup" as const, json_schema, matching_keys: [["email"]] }];
  }

  async open(config: Config, _catalog: unknown, sync: SyncContext) {
    return new BatchingSink(sync, (records) => upsert(config, records), { maxRecords: 100 });
  }
}

async function upsert(config: Config, records: readonly PendingRecord[]) {
  const answer = await request(config, "PUT", "/contacts", JSON.stringify(records.map(({ data }) => data)));
  const outcomes = (await answer.json()) as ("created" | "updated" | "refused")[];
  const refused = records.filter((_record, index) => outcomes[index] === "refused");
  // First they are stored, then they are called rejected: their states may be emitted at once.
  await appendFile(config.rejects, refused.map(({ data }) => `${JSON.stringify(data)}\n`).join(""), { flush: true });
  for (const [index, record] of records.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new TransientError("The API did not say what became of a contact. Sync again.");
    if (outcome === "refused") record.rejected();
    else record.written(outcome);
  }
}

async function request({ url, api_key }: Config, method: string, path: string, body?: string) {
  const authorization = `Bearer ${api_key}`;
  const answer = await fetch(new URL(path, url), { method, headers: { authorization }, body: body ?? null }).catch(
    (cause: unknown) => {
      throw new TransientError(`${url} cannot be reached. Check the URL and the network.`, { cause });
    },
  );
  if (answer.status === 401) throw new ConfigError("The API key is not valid. Create a new one and enter it.");
  if (!answer.ok) throw new TransientError(`${method} ${path} ended with status ${answer.status}. Sync again later.`);
  return answer;
}

await run(new ContactsDestination());
