// Compares what the simulator answers to each GET with Zendesk's OpenAPI description, which is not part of this repository.
import { readFileSync } from "node:fs";
import { objectsOf } from "../packages/zendesk-simulator/src/account-client.ts";
import { type JsonObject, textOf } from "../packages/zendesk-simulator/src/json.ts";
import type { Route } from "../packages/zendesk-simulator/src/call.ts";
import { BusyAccount } from "../packages/zendesk-simulator/src/page/page-tests.ts";
import { accountRoutes } from "../packages/zendesk-simulator/src/routes/account-routes.ts";
import { ApiDescription } from "../testing/openapi/api-description.ts";

/** Recorded results of jobs do not have the shape that is described: the simulator follows the recordings. */
const CONTRADICTED = /\/job_status(?:es\/\d+)?\/results\b/;

const [descriptionFile] = process.argv.slice(2);
if (descriptionFile === undefined) {
  console.error(
    "Give the file of Zendesk's OpenAPI description, which https://developer.zendesk.com/zendesk/oas.yaml serves.",
  );
  process.exit(1);
}
const description = new ApiDescription(readFileSync(descriptionFile, "utf8"));
const account = new BusyAccount();
// All jobs have ended, and the minute has requests left.
account.nowMs += 120_000;
const names = namesOfThings();
const results = accountRoutes.filter(({ method }) => method === "GET").map(checkRoute);
const faults = [...new Set(results.flat())];
console.log(`${results.length} endpoints, ${faults.length} faults`);
for (const fault of faults) console.log(fault);
if (faults.length > 0) process.exitCode = 1;

/** What the paths' variables stand for. */
function namesOfThings(): Readonly<Record<string, string | undefined>> {
  const user = account.user("C-10020");
  const membership = firstOf(`users/${Number(user["id"])}/organization_memberships`, "organization_memberships");
  account.simulator.changeByOthers({ action: "create", change: { name: "Gone", external_id: "gone" } }, account.nowMs);
  const gone = account.user("gone");
  account.simulator.changeByOthers({ action: "delete", user: { id: Number(gone["id"]) } }, account.nowMs);
  return {
    users: textOf(user["id"]),
    organizations: textOf(account.organization("acme-0")["id"]),
    organization_memberships: textOf(membership["id"]),
    deleted_users: textOf(gone["id"]),
    tickets: "1",
    job_statuses: textOf(firstOf("job_statuses", "job_statuses")["id"]),
    custom_objects: "order",
    records: textOf(account.records("order")[0]?.["id"]),
  };
}

function firstOf(path: string, key: string): JsonObject {
  const [first] = objectsOf(account.send("GET", path).json[key]);
  return first ?? {};
}

function checkRoute(route: Route): readonly string[] {
  const path = addressOf(route);
  const { status, text } = account.send("GET", path);
  if (status !== 200) return [`${path}: status ${status}`];
  const checked = description.checkAnswer({ method: "GET", path }, JSON.parse(text));
  if (checked === null) console.log(`${path} is not described`);
  const unexpected = (checked?.faults ?? []).filter((fault) => !CONTRADICTED.test(fault));
  return unexpected.map((fault) => `${checked?.operation}: ${fault.replaceAll(/\/\d+/g, "/n")}`);
}

/** With a variable's value, and with the parameters that the endpoint cannot do without. */
function addressOf({ path, parameters = [] }: Route): string {
  const parts = path.split("/");
  const filled = parts.map((part, index) => (part.startsWith(":") ? (names[parts[index - 1] ?? ""] ?? "") : part));
  const resource = parts[2] ?? "";
  const asked: Readonly<Record<string, string | undefined>> = {
    ids: path.endsWith("show_many") ? names[resource] : undefined,
    query: "example",
    "filter[type]": "user",
    name: resource === "organizations" ? "Fabrikam" : undefined,
    start_time: "0",
  };
  const query = new URLSearchParams();
  for (const name of parameters) if (asked[name] !== undefined) query.set(name, asked[name]);
  return `/${filled.join("/")}?${query.toString()}`;
}
