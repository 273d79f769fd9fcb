import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { businessStreams, type DemoStream } from "./business-streams.ts";

const FAKER = new URL("../faker/", import.meta.url);

export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
}

/** What the demo sends: every line of Airbyte's Faker source as it is, and the streams that a business has besides customers. */
export interface DemoInput {
  readonly customers: readonly Customer[];
  /** By stream. */
  readonly counts: Readonly<Record<string, number>>;
  readonly config: string;
  readonly catalog: string;
  readonly messages: string;
}

interface Settings {
  readonly streams: readonly object[];
}

/** Writes the input into the folder. `settings` are added to the config. */
export async function writeInput(folder: string, settings: object): Promise<DemoInput> {
  const faker = await readFile(new URL("messages.jsonl", FAKER), "utf8");
  const customers = readCustomers(faker);
  const streams = businessStreams(customers);
  const config = await readJson<Settings>("config.json");
  const catalog = await readJson<Settings>("catalog.json");
  const input = {
    customers,
    counts: {
      users: customers.length,
      ...Object.fromEntries(streams.map(({ name, records }) => [name, records.length])),
    },
    config: path.join(folder, "config.json"),
    catalog: path.join(folder, "catalog.json"),
    messages: path.join(folder, "messages.jsonl"),
  };
  const [companies, ...others] = streams;
  const texts = [...(companies === undefined ? [] : [linesOf(companies)]), faker, ...others.map(linesOf)];
  await writeFile(input.messages, texts.join(""));
  const mappings = streams.map(({ name, object, fields }) => ({ name, object, fields }));
  await writeJson(input.config, { ...config, ...settings, streams: [...config.streams, ...mappings] });
  await writeJson(input.catalog, { streams: [...catalog.streams, ...streams.map(inCatalog)] });
  return input;
}

function readCustomers(messages: string): readonly Customer[] {
  const lines = messages.split("\n").filter((line) => line.includes('"RECORD"'));
  return lines.map((line) => (JSON.parse(line) as { record: { data: Customer } }).record.data);
}

/** Its records, and a state that covers them. */
function linesOf({ name, records }: DemoStream): string {
  const emitted_at = Date.UTC(2026, 10, 22, 23);
  const messages = records.map((data) => ({ type: "RECORD", record: { stream: name, emitted_at, data } }));
  const stream = { stream_descriptor: { name }, stream_state: { cursor: "2026-11-22" } };
  const state = { type: "STATE", state: { type: "STREAM", stream } };
  return [...messages, state].map((message) => `${JSON.stringify(message)}\n`).join("");
}

function inCatalog({ name, schema }: DemoStream): object {
  return {
    stream: {
      name,
      json_schema: { type: "object", properties: schema },
      supported_sync_modes: ["full_refresh", "incremental"],
    },
    sync_mode: "incremental",
    destination_sync_mode: "append_dedup",
    generation_id: 1,
    minimum_generation_id: 0,
    sync_id: 1,
  };
}

async function readJson<Value>(file: string): Promise<Value> {
  return JSON.parse(await readFile(new URL(file, FAKER), "utf8")) as Value;
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, JSON.stringify(value));
}
