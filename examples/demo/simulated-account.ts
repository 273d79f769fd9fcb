import { readFile } from "node:fs/promises";
import { spawnSimulator, type SpawnedSimulator } from "zendesk-simulator";

interface FakerRecord {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** A Zendesk that is quick for a demo: bulk jobs take a second or two instead of ten. */
const SIMULATOR_OPTIONS = ["--seed", "7", "--job-delay-min", "0.2", "--job-delay-max", "1", "--row-ms", "10"];

/** A Zendesk on this machine that already has some of the customers, and some of them twice. */
export async function startAccount(messages: URL): Promise<SpawnedSimulator> {
  const simulator = await spawnSimulator(SIMULATOR_OPTIONS);
  await post(simulator, "/simulator/users", JSON.stringify(formerUsers(await readRecords(messages))));
  return simulator;
}

/** Every tenth customer is known by external id. The address of every hundredth belongs to a second, older user. */
function formerUsers(records: readonly FakerRecord[]): unknown[] {
  const known = records.filter(({ id }) => id % 10 === 0);
  return known.flatMap(({ id, name, email }) =>
    id % 100 === 0
      ? [
          { name, external_id: String(id), email: `old-address-${id}@example.com` },
          { name: `${name} (old)`, email },
        ]
      : [{ name: `${name} (old name)`, external_id: String(id), email }],
  );
}

async function readRecords(messages: URL): Promise<readonly FakerRecord[]> {
  const lines = (await readFile(messages, "utf8")).split("\n").filter((line) => line.includes('"RECORD"'));
  return lines.map((line) => (JSON.parse(line) as { record: { data: FakerRecord } }).record.data);
}

async function post({ baseUrl }: SpawnedSimulator, path: string, body: string): Promise<void> {
  const answer = await fetch(baseUrl + path, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}: ${await answer.text()}`);
}
