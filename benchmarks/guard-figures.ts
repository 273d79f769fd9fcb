import { execFile } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Fault, ZendeskSimulator } from "zendesk-simulator";
import { type RecordData, record, streamState } from "../testing/input/airbyte-messages.ts";
import { temporaryFolder } from "../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../testing/connector/virtual-time.ts";

/** Counts by what is counted. */
export type Figures = Readonly<Record<string, number>>;

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const RECORDS = 2000;

/** Prints on stderr, at the end, how many files Node has loaded as modules. */
const COUNT_MODULES = `
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";
let files = 0;
registerHooks({ load(url, context, next) { if (url.startsWith("file:")) files += 1; return next(url, context); } });
process.on("exit", () => writeSync(2, String(files)));
`;

export async function measureBuild(): Promise<Figures> {
  const config = `${temporaryFolder()}/config.json`;
  writeFileSync(config, JSON.stringify({ subdomain: "not_valid" }));
  const files = readdirSync(DIST).filter((file) => file.endsWith(".js"));
  const bytes = new Map(files.map((file) => [file, statSync(DIST + file).size]));
  const ofAll = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  return {
    "modules loaded by spec": await countModules(["spec"]),
    "modules loaded by check": await countModules(["check", "--config", config]),
    "bytes of start.js": bytes.get("start.js") ?? 0,
    "bytes of connector.js": bytes.get("connector.js") ?? 0,
    "bytes of the bundle": ofAll,
  };
}

async function countModules(command: readonly string[]): Promise<number> {
  const count = `--import=data:text/javascript,${encodeURIComponent(COUNT_MODULES)}`;
  const { stderr } = await promisify(execFile)(process.execPath, [count, `${DIST}main.js`, ...command]);
  const modules = Number(stderr);
  if (!(modules > 0)) throw new Error(`${command[0]} did not say how many modules it has loaded: ${stderr}`);
  return modules;
}

/** Two syncs on virtual time into one account: of new users, and of the same users unchanged. */
export async function measureSyncs(): Promise<Figures> {
  const counter = new RequestCounter();
  const simulator = new ZendeskSimulator({ faults: [counter] });
  const input = [...Array.from({ length: RECORDS }, (_, index) => record(userAt(index))), streamState(1)];
  const first = await syncOnVirtualTime({ simulator, input });
  const ofNew = counter.take();
  const again = await syncOnVirtualTime({
    simulator,
    input,
    settings: { skip_unchanged: true },
    startAt: first.endedAt,
  });
  const ofUnchanged = counter.take();
  const counts = [first, again].map(({ output }) => output.counts);
  if (counts[0]?.created !== RECORDS || counts[1]?.unchanged !== RECORDS) {
    throw new Error(`the syncs did not write what they should: ${JSON.stringify(counts)}`);
  }
  return { ...named("new users", ofNew), ...named("unchanged users", ofUnchanged) };
}

function userAt(index: number): RecordData {
  return {
    external_id: `customer-${index}`,
    name: `Customer Number ${index}`,
    email: `customer-${index}@example.com`,
    notes: "Came by the shop in spring and asked for the blue ones.",
  };
}

interface Requests {
  readonly all: number;
  readonly jobs: number;
  readonly polls: number;
}

function named(of: string, { all, jobs, polls }: Requests): Figures {
  const count = RECORDS.toLocaleString("en");
  return {
    [`requests for ${count} ${of}`]: all,
    [`jobs for ${count} ${of}`]: jobs,
    [`polls for ${count} ${of}`]: polls,
  };
}

/** Changes nothing, and counts the requests that reach the account. */
class RequestCounter implements Fault {
  #requests = { all: 0, jobs: 0, polls: 0 };

  before({ method, path }: { readonly method: string; readonly path: string }): undefined {
    this.#requests.all += 1;
    if (path.startsWith("/api/v2/job_statuses")) this.#requests.polls += 1;
    else if (method !== "GET" && /_many/.test(path)) this.#requests.jobs += 1;
  }

  /** The counts since the last call. */
  take(): Requests {
    const requests = this.#requests;
    this.#requests = { all: 0, jobs: 0, polls: 0 };
    return requests;
  }
}
