// A process of its own, so that its CPU time is not the connector's. Prints where it listens, and ends with its standard input.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { startSimulator, UNTHROTTLED } from "zendesk-simulator";

const BULK_UPSERT = "/api/v2/users/create_or_update_many.json";
const STATUSES = "/api/v2/job_statuses/show_many.json";
const HEADERS = { "content-type": "application/json" };

/** What an account answers before the first record, such as its fields, comes from here. */
const simulator = await startSimulator(UNTHROTTLED);
/** The results of each job that was not polled yet. */
const jobs = new Map<string, readonly object[]>();
let lastUser = 0;

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");
const { credentials } = simulator;
console.log(JSON.stringify({ baseUrl: `http://127.0.0.1:${address.port}`, credentials }));
process.stdin.on("end", () => process.exit()).resume();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === BULK_UPSERT) send(response, { job_status: submit(await buffer(request)) });
  else if (pathname === STATUSES && jobs.size > 0) {
    send(response, { job_statuses: (searchParams.get("ids") ?? "").split(",").flatMap(finish) });
  } else if (pathname === "/cpu") {
    const { system, user } = process.cpuUsage();
    response.end(String((system + user) / 1000));
  } else await sendToSimulator(request, response);
}

/** The results say as much as Zendesk's: which user, by an address. */
function submit(body: Buffer): object {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the connector's own request
  const { users } = JSON.parse(body.toString()) as { readonly users: readonly { readonly email: string }[] };
  const id = `V3-${randomUUID().replaceAll("-", "")}`;
  jobs.set(
    id,
    users.map(({ email }) => ({ id: (lastUser += 1), status: "Created", email })),
  );
  return { id, status: "queued", total: users.length, progress: null, results: null };
}

/** A job has ended when it is asked for. */
function finish(id: string): readonly object[] {
  const results = jobs.get(id);
  if (results === undefined) return [];
  jobs.delete(id);
  return [{ id, status: "completed", total: results.length, progress: results.length, results }];
}

async function sendToSimulator(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    name === "authorization" || name === "content-type" ? [[name, String(value)]] : [],
  );
  const { method = "GET", url = "/" } = request;
  const body = method === "GET" ? null : await buffer(request);
  const answered = await fetch(simulator.baseUrl + url, { method, headers, body });
  response.writeHead(answered.status, HEADERS).end(await answered.text());
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, HEADERS).end(JSON.stringify(body));
}
