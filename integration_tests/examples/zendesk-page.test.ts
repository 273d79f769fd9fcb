import { readFileSync } from "node:fs";
import { UNTHROTTLED, type StartedSimulator } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { seedOrganizations, seedUsers, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { configFor, credentialsFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { summaryLines } from "../../testing/connector/sync-summary-line.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";
import { type ConfiguredStream, catalog, record } from "../../testing/input/airbyte-messages.ts";
import { startFakeAirbyte } from "../../testing/servers/fake-airbyte.ts";

const PAGE = readPage("docs/zendesk.md");

function settingsIn(title: RegExp): readonly Readonly<Record<string, unknown>>[] {
  return blocksOf(sectionOf(PAGE, title), "json").map((block) => Object(JSON.parse(block)));
}

async function write(account: StartedSimulator, settings: object, input: readonly string[], given: unknown) {
  const config = configFor(account.credentials, { ...settings });
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const { code, output } = await runConnector("write", { config, catalog: given, env }, input);
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  return output;
}

describe("step 1 of docs/zendesk.md", () => {
  const blocks = settingsIn(/^Step 1/).map((settings) => ({
    auth: Object(settings["credentials"]).auth_type,
    settings,
  }));

  test.each(blocks)("has all settings to sign in by $auth", async ({ auth, settings }) => {
    const { baseUrl, credentials } = await simulatedAccount(UNTHROTTLED);
    const real = credentialsFor(credentials)[auth as "api_token"];
    expect(Object.keys(Object(settings["credentials"]))).toEqual(Object.keys(real));
    const { output } = await runConnector("check", {
      config: { ...settings, credentials: real },
      env: { ZENDESK_BASE_URL: baseUrl },
    });
    expect(output.messages.at(-1)?.connectionStatus).toMatchObject({ status: "SUCCEEDED" });
    const warnings = output.messages.flatMap(({ log }) => (log?.level === "WARN" ? [log.message] : []));
    expect(warnings.some((warning) => warning.includes("30 April 2027"))).toBe(auth === "api_token");
  });
});

test("the commands of step 2 of docs/zendesk.md build the image and push it", async () => {
  const [commands = ""] = blocksOf(sectionOf(PAGE, /^Step 2/), "sh");
  expect(commands).toMatch(/^docker build [^]*^docker push /m);
  expect(await runShell(commands, { baseUrl: "" })).toBe("");
});

test("step 4 of docs/zendesk.md writes Faker's users without their addresses", async () => {
  const faker = (file: string): string =>
    readFileSync(new URL(`../../examples/faker/${file}`, import.meta.url), "utf8");
  const records = faker("messages.jsonl")
    .split("\n")
    .filter((line) => line.includes('"RECORD"'));
  const account = await simulatedAccount(UNTHROTTLED);
  const [settings = {}] = settingsIn(/^Step 4/);
  const output = await write(account, settings, records.slice(0, 10), JSON.parse(faker("catalog.json")));
  expect(sectionOf(PAGE, /^Step 4/)).toContain(`summary: \`${summaryLines(output).at(-1)?.trim()}\``);
  expect(usersOf(account.simulator).map(({ email }) => email)).toEqual(Array.from({ length: 10 }, () => null));
});

describe("the table of customers", () => {
  const CUSTOMER = {
    CUSTOMER_ID: 1001,
    EMAIL: "lena@example.com",
    TIER: "Gold",
    ACCOUNT_ID: "a-7",
    UPDATED_AT: "2026-11-27",
  };
  const [entry = ""] = blocksOf(sectionOf(readPage("README.md"), /^Map a Snowflake table/), "json");
  const [settings = {}] = settingsIn(/^Supported objects/);

  test.each([
    {
      page: "README.md",
      settings: { streams: [JSON.parse(entry)] },
      names: { FIRST_NAME: "Lena", LAST_NAME: "Fischer" },
    },
    { page: "docs/zendesk.md", settings, names: { FULL_NAME: "Lena Fischer" } },
  ])("is written as $page says", async ({ settings: mapping, names }) => {
    const account = await simulatedAccount(UNTHROTTLED);
    seedOrganizations(account.simulator, [{ name: "Acme", external_id: "a-7" }]);
    const stream: ConfiguredStream = { name: "CUSTOMERS", columns: Object.keys({ ...CUSTOMER, ...names }) };
    await write(account, mapping, [record({ ...CUSTOMER, ...names }, stream)], catalog(stream));
    expect(usersOf(account.simulator)).toMatchObject([
      { name: "Lena Fischer", external_id: "1001", email: "lena@example.com", user_fields: { loyalty_tier: "gold" } },
    ]);
    expect(usersOf(account.simulator)[0]?.["organization_id"]).toEqual(expect.any(Number));
  });

  test("in the README takes eight lines", () => {
    expect(entry.trimEnd().split("\n").length).toBe(8);
  });
});

describe("the public API and Terraform in docs/zendesk.md", () => {
  const section = sectionOf(PAGE, /^Public API and Terraform/);
  const IDS = { WORKSPACE_ID: "w-1", DEFINITION_ID: "def-1", DESTINATION_ID: "dest-1", SOURCE_ID: "s-1" };

  /** What the page's commands send. */
  async function requestsOfPage() {
    const airbyte = await startFakeAirbyte();
    const [commands = ""] = blocksOf(section, "sh");
    const env = {
      ...IDS,
      AIRBYTE_API: airbyte.baseUrl,
      AIRBYTE_TOKEN: "token",
      ZENDESK_CLIENT_SECRET: "client secret",
    };
    await runShell(commands, { baseUrl: airbyte.baseUrl, env });
    return airbyte.requests();
  }

  test("send Airbyte's API what it takes", async () => {
    const requests = await requestsOfPage();
    expect(requests.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/workspaces/w-1/definitions/destinations", "Bearer token"],
      ["/destinations", "Bearer token"],
      ["/connections", "Bearer token"],
    ]);
    expect(requests.map(({ body }) => body)).toMatchObject([
      { dockerImageTag: expect.any(String) },
      { workspaceId: "w-1", definitionId: "def-1" },
      { sourceId: "s-1", destinationId: "dest-1" },
    ]);
  });

  test("name the same settings and streams", async () => {
    const [, destination, connection] = await requestsOfPage();
    const [code = ""] = blocksOf(section, "hcl");
    const configuration = JSON.stringify(destination?.body["configuration"]).replace("client secret", "a variable");
    expect(valueIn(code, "jsonencode(", ")\n}")).toEqual(JSON.parse(configuration));
    const { streams }: { streams: unknown } = Object(connection?.body["configurations"]);
    expect(valueIn(code, "configurations = ", "\n}")).toEqual({ streams: snakeCased(streams) });
  });

  test("write customers and delete those whose accounts are closed", async () => {
    const [, destination, connection] = await requestsOfPage();
    const { streams }: { streams: unknown } = Object(destination?.body["configuration"]);
    const configured = Object(connection?.body["configurations"])["streams"] as readonly [ApiStream, ApiStream];
    const customers = configuredStream(configured[0], ["CUSTOMER_ID", "FULL_NAME", "EMAIL", "UPDATED_AT"]);
    const closed = configuredStream(configured[1], ["CUSTOMER_ID"]);
    const account = await simulatedAccount(UNTHROTTLED);
    seedUsers(account.simulator, [{ name: "Omar Said", external_id: "1002" }]);
    const input = [
      record(
        { CUSTOMER_ID: 1001, FULL_NAME: "Lena Fischer", EMAIL: "lena@example.com", UPDATED_AT: "2026" },
        customers,
      ),
      record({ CUSTOMER_ID: 1002 }, closed),
    ];
    await write(account, { streams }, input, catalog(customers, closed));
    const left = usersOf(account.simulator).filter(({ active }) => active !== false);
    expect(left.map(({ name }) => name)).toEqual(["Lena Fischer"]);
  });
});

interface ApiStream {
  readonly name: string;
  readonly syncMode: string;
  readonly destinationObjectName?: string;
  readonly primaryKey: readonly (readonly string[])[];
}

/** What Airbyte makes of a stream that its API was given. */
function configuredStream(
  { name, syncMode, destinationObjectName: object, primaryKey }: ApiStream,
  columns: readonly string[],
): ConfiguredStream {
  const mode = syncMode.endsWith("_soft_delete") ? "soft_delete" : "append_dedup";
  return { name, columns, mode, primaryKey, ...(object !== undefined && { object }) };
}

/** The page's HCL separates attributes with commas, so that only equals signs and variables differ from JSON. */
function valueIn(code: string, start: string, end: string): unknown {
  const [block = ""] = code.split(start)[1]?.split(end) ?? [];
  return JSON.parse(block.replaceAll(/(\w+) +=(?= )/g, '"$1":').replaceAll(/var\.\w+/g, '"a variable"'));
}

/** Terraform's names are those of the API in another notation. */
function snakeCased(value: unknown): unknown {
  const toSnake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return JSON.parse(JSON.stringify(value).replaceAll(/"\w+":/g, toSnake));
}
