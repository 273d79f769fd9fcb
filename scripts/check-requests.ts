import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isJsonObject } from "airbyte-cdk-typescript";
import { ApiDescription, type SentRequest } from "../testing/openapi/api-description.ts";

/** The description requires the name of every record in a job, and says that jobs must not have it if names are numbered. */
const CONTRADICTED = "POST /api/v2/custom_objects/{custom_object_key}/jobs: body/job/items/n";

const [descriptionFile, ...suites] = process.argv.slice(2);
if (descriptionFile === undefined) {
  console.error(
    "Give the file of Zendesk's OpenAPI description, which https://developer.zendesk.com/zendesk/oas.yaml serves.",
  );
  process.exit(1);
}
const description = new ApiDescription(readFileSync(descriptionFile, "utf8"));
const folder = mkdtempSync(path.join(tmpdir(), "requests-"));
try {
  await recordTests(folder);
  report(requestsIn(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the integration tests, or those that are named, with every simulator writing down what it is asked. */
async function recordTests(records: string): Promise<void> {
  const env = { ...process.env, SIMULATOR_RECORDS: records };
  const tests = spawn("npm", ["run", "test:integration", "--", ...suites], { env, stdio: "inherit" });
  await once(tests, "close");
  if (tests.exitCode !== 0) throw new Error("The tests failed, so their requests say nothing.");
}

function requestsIn(records: string): readonly SentRequest[] {
  return readdirSync(records)
    .flatMap((file) => readFileSync(path.join(records, file), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as unknown)
    .filter(isApiRequest);
}

/** Not one to the OAuth server, which the description leaves out. */
function isApiRequest(request: unknown): request is SentRequest {
  return isJsonObject(request) && typeof request["path"] === "string" && request["path"].startsWith("/api/");
}

function report(requests: readonly SentRequest[]): void {
  if (requests.length === 0) throw new Error("No request was recorded.");
  const faults: string[] = [];
  const operations = new Set<string>();
  for (const request of requests) {
    const checked = description.check(request);
    if (checked) operations.add(checked.operation);
    else faults.push(`${request.method} ${request.path}: not described`);
    for (const fault of checked?.faults ?? []) {
      faults.push(`${checked?.operation}: ${fault.replaceAll(/\/\d+/g, "/n")}`);
    }
  }
  const unexpected = faults.filter((fault) => !fault.startsWith(CONTRADICTED));
  for (const [fault, all] of Map.groupBy(unexpected.toSorted(), (each) => each)) {
    console.log(`${all.length} × ${fault}`);
  }
  console.log(`${requests.length} kinds of requests, ${operations.size} operations, ${unexpected.length} faults`);
  if (unexpected.length > 0) process.exitCode = 1;
}
