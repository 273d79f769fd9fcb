// npm run demo: sends the output of Airbyte's Faker source through the built connector into a Zendesk on this machine.
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { SingleBar } from "cli-progress";
import type { SpawnedSimulator } from "zendesk-simulator";
import { type ConnectorMessage, runConnector } from "./connector-process.ts";
import { startAccount } from "./simulated-account.ts";

const faker = new URL("../faker/", import.meta.url);
const messages = new URL("messages.jsonl", faker);

const folder = await mkdtemp(path.join(tmpdir(), "destination-zendesk-demo-"));
const simulator = await startAccount(messages);
try {
  process.exitCode = await demo();
} finally {
  await simulator.stop();
}

async function demo(): Promise<number> {
  const total = (await readFile(messages, "utf8")).split("\n").filter((line) => line.includes('"RECORD"')).length;
  console.log(
    `A simulated Zendesk is up at ${simulator.baseUrl}; ${total} customers from Airbyte's Faker source go to it.`,
  );
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {value} of {total} records settled | {duration_formatted}",
    noTTYOutput: true,
    notTTYSchedule: 2000,
  });
  const counts = { states: 0, created: 0, updated: 0, rejected: 0 };
  const startedAt = Date.now();
  bar.start(total, 0);
  const code = await runConnector({
    config: await writeConfig(simulator),
    catalog: new URL("catalog.json", faker),
    messages,
    zendeskBaseUrl: simulator.baseUrl,
    onMessage: (message) => {
      count(message, counts);
      bar.update(counts.created + counts.updated + counts.rejected);
      const error = message.trace?.error?.message;
      if (error !== undefined) console.error(`\n${error}`);
    },
  });
  bar.stop();
  const seconds = (Date.now() - startedAt) / 1000;
  report([
    ["read", total],
    ["created", counts.created],
    ["updated", counts.updated],
    ["rejected", `${counts.rejected}${await reasons()}`],
    ["requests to Zendesk", await requests()],
    ["time", `${seconds.toFixed(1)} s`],
    ["states returned", counts.states],
  ]);
  console.log(`\nRejected records, each with its reason: ${folder}/rejected`);
  console.log(
    "A Zendesk to look around in: npm run simulator. How to run the connector by hand: docs/command-line.md.",
  );
  return code;
}

function count(
  { state }: ConnectorMessage,
  counts: { states: number; created: number; updated: number; rejected: number },
): void {
  if (!state) return;
  counts.states += 1;
  counts.created += state.destinationStats.additionalStats["created"] ?? 0;
  counts.updated += state.destinationStats.additionalStats["updated"] ?? 0;
  counts.rejected += state.destinationStats.rejectedRecordCount;
}

async function writeConfig({ credentials }: SpawnedSimulator): Promise<string> {
  const config = JSON.parse(await readFile(new URL("config.json", faker), "utf8")) as Record<string, unknown>;
  const file = path.join(folder, "config.json");
  const { client_id, client_secret } = credentials;
  await writeFile(
    file,
    JSON.stringify({
      ...config,
      credentials: { auth_type: "oauth2_client_credentials", client_id, client_secret },
      object_storage_config: { storage_type: "Local", path: path.join(folder, "rejected") },
    }),
  );
  return file;
}

/** Rejected records by reason, from the files that their owner would read. */
async function reasons(): Promise<string> {
  const files = await readdir(path.join(folder, "rejected"), { recursive: true }).catch(() => []);
  const byReason = new Map<string, number>();
  for (const file of files.filter((name) => name.endsWith(".jsonl"))) {
    const lines = (await readFile(path.join(folder, "rejected", file), "utf8")).trimEnd().split("\n");
    for (const line of lines) {
      const { rejected_reason: reason } = JSON.parse(line) as { rejected_reason: string };
      byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    }
  }
  return byReason.size === 0 ? "" : ` (${[...byReason].map(([reason, n]) => `${n} ${reason}`).join(", ")})`;
}

async function requests(): Promise<number> {
  const answer = await fetch(`${simulator.baseUrl}/simulator/requests`);
  return ((await answer.json()) as { total: number }).total;
}

function report(rows: readonly (readonly [string, string | number])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log();
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`);
}
