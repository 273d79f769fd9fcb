import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { blocksOf, quotedIn, readPage, rowsOf, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";

const PAGE = readPage("docs/command-line.md");
const [, BY_HAND = ""] = blocksOf(sectionOf(PAGE, /^Against the simulator/), "sh");
const [IN_DOCKER = ""] = blocksOf(sectionOf(PAGE, /^As a Docker image/), "sh");

test("the commands of docs/command-line.md check the settings, list the objects and write a user", async () => {
  const { baseUrl, simulator } = await simulatedAccount(UNTHROTTLED);
  const printed = await runShell(BY_HAND, { baseUrl });
  for (const expected of ["Usage", '"SPEC"', '"SUCCEEDED"', '"DESTINATION_CATALOG"', '"STATE"']) {
    expect(printed).toContain(expected);
  }
  expect(usersOf(simulator)).toMatchObject([{ name: "Ana", external_id: "crm-1", email: "ana@example.com" }]);
});

test("docs/command-line.md puts a Node on the PATH that runs the connector", async () => {
  const [, onPath = ""] = /`(export PATH=[^`]+)`/.exec(PAGE) ?? [];
  expect(await runShell(`${onPath}\nnode dist/main.js --version`, { baseUrl: "" })).toMatch(/^destination-zendesk \d/);
});

test("docs/command-line.md lists the commands that --help does", async () => {
  const help = await runShell("destination-zendesk --help", { baseUrl: "" });
  const [, commands = ""] = /^Commands:\n(.*?)^$/ms.exec(help) ?? [];
  const listed = [...commands.matchAll(/^ {2}(\S.*?) {2}/gm)].map(([, command]) => command);
  const rows = rowsOf(sectionOf(PAGE, /^Commands/)).slice(1);
  expect(listed.length).toBeGreaterThan(3);
  expect(rows.map((row) => quotedIn(row)[0])).toEqual(listed);
});

test("the commands with Docker do the same", async () => {
  const { baseUrl, simulator } = await simulatedAccount(UNTHROTTLED);
  const [config = ""] = /^cat > .*?^JSON$/ms.exec(BY_HAND) ?? [];
  const printed = await runShell([config, IN_DOCKER].join("\n"), { baseUrl, env: { ZENDESK_BASE_URL: baseUrl } });
  for (const expected of ['"SPEC"', '"SUCCEEDED"', '"STATE"']) expect(printed).toContain(expected);
  expect(usersOf(simulator).length).toBe(1100);
});

test("the README's commands with Docker check the settings", async () => {
  const { baseUrl, credentials } = await simulatedAccount(UNTHROTTLED);
  const [commands = ""] = blocksOf(sectionOf(readPage("README.md"), /^With Docker/), "sh");
  const config = `mkdir /tmp/secrets\ncat > /tmp/secrets/config.json <<'JSON'\n${JSON.stringify(configFor(credentials))}\nJSON\n`;
  const env = { ZENDESK_BASE_URL: baseUrl };
  const printed = await runShell(config + commands.replaceAll("$PWD", "/tmp"), { baseUrl, env });
  expect(printed).toContain('"SUCCEEDED"');
});
