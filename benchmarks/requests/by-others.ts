import { createRequire } from "node:module";
import type { SpawnedSimulator } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import { installPeer } from "../pipeline/peers.ts";
import { countRequests, inAccount } from "./count-requests.ts";
import type { Ids, WrittenObject } from "./written-object.ts";

const ROWS = 100;
const ASKED_EVERY_MS = 1000;
const MAX_QUESTIONS = 600;
/** One request a record is all that counts here, so nothing needs to take time. */
const NO_WAITING = ["--unthrottled"];

interface ClientPart {
  create(body: object): Promise<unknown>;
  createMany(body: object): Promise<{ readonly result: { readonly job_status: { readonly id: string } } }>;
}

type NodeZendesk = Readonly<Record<string, ClientPart>> & {
  readonly jobstatuses: { watch(id: string, everyMs: number, mostQuestions: number): Promise<unknown> };
};

/** Requests of node-zendesk for a record at a time. */
export function countOneByOne(object: WrittenObject, records: number): Promise<number> {
  return inPreparedAccount(object, records, NO_WAITING, async (simulator, ids) => {
    const part = partOf(clientOf(simulator), object);
    for (let index = 0; index < records; index++) {
      await part.create(forClient(object, "one", object.bodyAt(index, ids)));
    }
  });
}

/** What node-zendesk requests for bulk jobs if it waits for each. */
export function countInBulk(object: WrittenObject, records: number, flags: readonly string[]): Promise<number> {
  return inPreparedAccount(object, records, flags, async (simulator, ids) => {
    const client = clientOf(simulator);
    for (let from = 0; from < records; from += ROWS) {
      const size = Math.min(ROWS, records - from);
      const bodies = Array.from({ length: size }, (_, offset) => object.bodyAt(from + offset, ids));
      const { result } = await partOf(client, object).createMany(forClient(object, "many", bodies));
      await client.jobstatuses.watch(result.job_status.id, ASKED_EVERY_MS, MAX_QUESTIONS);
    }
  });
}

/** Requests of a loop that looks for each record and creates it if it is not there. */
export function countInLoop(object: WrittenObject, records: number): Promise<number> {
  return inPreparedAccount(object, records, NO_WAITING, async (simulator, ids) => {
    for (let index = 0; index < records; index++) {
      await send(simulator, "GET", object.lookUp(index, ids));
      await send(simulator, "POST", object.path, { [object.one]: object.bodyAt(index, ids) });
    }
  });
}

function inPreparedAccount(
  object: WrittenObject,
  records: number,
  flags: readonly string[],
  write: (simulator: SpawnedSimulator, ids: Ids) => Promise<void>,
): Promise<number> {
  return inAccount(flags, async (simulator) => {
    await write(simulator, (await object.prepare?.(simulator, records)) ?? []);
    return countRequests(simulator);
  });
}

function clientOf({ baseUrl, credentials }: SpawnedSimulator): NodeZendesk {
  const require = createRequire(import.meta.url);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types are not installed
  const { createClient } = require(installPeer("node-zendesk", "6.0.1", [])) as {
    readonly createClient: (options: RecordData) => NodeZendesk;
  };
  const { api_token: token, email: username } = credentials;
  return createClient({ username, token, endpointUri: `${baseUrl}/api/v2` });
}

function partOf(client: NodeZendesk, { client: name, name: object }: WrittenObject): ClientPart {
  const part = name === undefined ? undefined : client[name];
  if (part === undefined) throw new Error(`node-zendesk does not have ${object}`);
  return part;
}

function forClient(object: WrittenObject, which: "one" | "many", body: object): object {
  return object.isNamedByClient === true ? body : { [object[which]]: body };
}

async function send(simulator: SpawnedSimulator, method: string, path: string, body?: RecordData): Promise<void> {
  const { baseUrl, credentials } = simulator;
  const headers = { authorization: `Bearer ${credentials.access_token}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${baseUrl}/api/v2/${path}`, { method, headers, ...sent });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
}
