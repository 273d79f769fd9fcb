// npm run demo: sends the output of Airbyte's Faker source, and what a business has besides customers, through the built
// connector into a Zendesk on this machine. With -- --keep, that Zendesk stays until Ctrl-C.
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { SingleBar } from "cli-progress";
import { runConnector } from "./connector-process.ts";
import { type DemoInput, writeInput } from "./demo-input.ts";
import { printPeople, printPhones } from "./people.ts";
import { readRejected } from "./rejected-records.ts";
import { countRequests, fillAccount, readUsers, startAccount } from "./simulated-account.ts";
import { StreamCounts } from "./stream-counts.ts";
import { printTable } from "./table.ts";

const isKept = process.argv.includes("--keep");
const folder = await mkdtemp(path.join(tmpdir(), "destination-zendesk-demo-"));
const rejectedFolder = path.join(folder, "rejected");
const simulator = await startAccount();
try {
  process.exitCode = await runDemo();
  if (isKept) {
    console.log(`\nThe simulated Zendesk stays up: open ${simulator.baseUrl} in a browser. Ctrl-C ends it.`);
    await once(process, "SIGINT");
  }
} finally {
  await simulator.stop();
}

async function runDemo(): Promise<number> {
  const { client_id, client_secret } = simulator.credentials;
  const input = await writeInput(folder, {
    credentials: { auth_type: "oauth2_client_credentials", client_id, client_secret },
    object_storage_config: { storage_type: "Local", path: rejectedFolder },
  });
  await fillAccount(simulator, input.customers);
  console.log(`A simulated Zendesk is up at ${simulator.baseUrl}, where a browser shows what happens in it.
${input.customers.length.toLocaleString("en-US")} customers from Airbyte's Faker source go to it, with companies, cases and orders.`);
  const before = await readUsers(simulator);
  const startedAt = performance.now();
  const counts = new StreamCounts();
  const code = await sync(input, counts);
  const seconds = (performance.now() - startedAt) / 1000;
  const rejected = await readRejected(rejectedFolder);
  const after = await readUsers(simulator);

  console.log();
  printTable([["", "read", "created", "updated", "rejected"], ...counts.rows(input.counts)]);
  const requests = await countRequests(simulator);
  console.log(`\n  ${requests} requests to Zendesk, ${counts.states} states returned, ${seconds.toFixed(1)} s`);
  printPeople(before, after, rejected);
  printPhones(input.customers, after, rejected);
  console.log(`\nRejected records, each with its reason: ${rejectedFolder}`);
  if (!isKept) console.log("To look around in this Zendesk afterwards: npm run demo -- --keep");
  console.log("How to run the connector by hand: docs/command-line.md.");
  return code;
}

async function sync(input: DemoInput, counts: StreamCounts): Promise<number> {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {value} of {total} records processed | {duration_formatted}",
    noTTYOutput: true,
    notTTYSchedule: 2000,
  });
  bar.start(
    Object.values(input.counts).reduce((sum, count) => sum + count, 0),
    0,
  );
  const code = await runConnector({
    ...input,
    zendeskBaseUrl: simulator.baseUrl,
    onMessage: (message) => {
      counts.add(message);
      bar.update(counts.processed);
      const error = message.trace?.error?.message;
      if (error !== undefined) console.error(`\n${error}`);
    },
  });
  bar.stop();
  return code;
}
