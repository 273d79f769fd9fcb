/** Commands in the text of the documentation, and in blocks that no test runs as a whole. */
export interface TestedCommand {
  readonly command: RegExp;
  /** A test, a script, or the continuous integration, which run this form of the command. */
  readonly runBy?: string;
  /** Why nothing runs it. */
  readonly byHand?: string;
}

const COMMAND_LINE = "integration_tests/examples/command-line.test.ts";
const MAINTAINERS = "integration_tests/examples/maintainers-commands.test.ts";

export const TESTED_COMMANDS: readonly TestedCommand[] = [
  { command: /^npm (?:ci|test)$/, runBy: ".ci/run" },
  { command: /^npm run (?:api-reference|test:(?:s3|dagster|airbyte|zenpy))$/, runBy: ".ci/run" },
  { command: /^npm run (?:build|lint)$/, runBy: "package.json" },
  { command: /^npm run test:(?:unit|integration)(?: -- [\w/-]+)?$/, runBy: "scripts/run-tests.ts" },
  { command: /^npm run release:check$/, runBy: "release-check.test.ts" },
  { command: /^npm run docs$/, runBy: "docs.test.ts" },
  { command: /^npm run demo(?: -- --keep)?$/, runBy: "integration_tests/examples/demo.test.ts" },
  { command: /^npm pack -w airbyte-cdk-typescript$/, runBy: "integration_tests/examples/package-readmes.test.ts" },
  { command: /^npm run simulat(?:e|e:mutants|or)(?: --.*)?$/, runBy: MAINTAINERS },
  { command: /^npm run test:faults(?: -- --write)?$/, runBy: MAINTAINERS },
  { command: /^npm run test:kill$/, runBy: "integration_tests/kill/kill.test.ts" },
  { command: /^npm run test:fuzz$/, runBy: "integration_tests/fuzz/fuzz.test.ts" },
  { command: /^destination-zendesk (?:replay|undo)(?: --[a-z]+ [A-Z]+)* FILE…$/, runBy: COMMAND_LINE },
  {
    command: /^export PATH="\$PWD\/node_modules\/\.bin:\$PATH"$/,
    runBy: COMMAND_LINE,
  },
  { command: /^pip install airbyte$/, runBy: "integration_tests/airbyte/pyairbyte.test.ts" },
  {
    command: /^npm run bench(?: --.*)?$/,
    byHand: "It measures for minutes. Tests compare its counts with benchmarks/guard.json.",
  },
  {
    command: /^npm pack --workspace zendesk-simulator$/,
    runBy: "integration_tests/packages/zendesk-simulator.test.ts",
  },
  { command: /^npx zendesk-simulator /, runBy: MAINTAINERS },
  { command: /^docker (?:build --target simulator|run --rm -p) /, byHand: "It needs Docker." },
  { command: /^node (?:dist|src)\/main\.(?:js|ts)$/, runBy: COMMAND_LINE },
  { command: /^npx tsc$/, runBy: "integration_tests/packages/cdk-package.test.ts" },
  { command: /^npm install$/, byHand: "It is for the reader's own project." },
  { command: /^npm run test:page$/, byHand: "It needs Chromium." },
  { command: /^npm run test:watch$/, byHand: "It waits for changes to files." },
  {
    command: /^npm run (?:test:requests|check:shapes) -- oas\.yaml$/,
    byHand: "It needs Zendesk's description of its API, which cannot be part of the repository.",
  },
  { command: /^npx (?:oxfmt|oxlint --fix)$/, byHand: "They change files. `npm test` runs both without changing any." },
  { command: /^node --\S+(?: --\S+)? dist\/main\.js write …$/, byHand: "They measure." },
  { command: /^node --eval 0$/, byHand: "It is measured." },
  { command: /^curl -v https:\/\/\{subdomain\}\.zendesk\.com$/, byHand: "It needs an account." },
  { command: /^aws s3 cp --recursive$/, byHand: "It needs a bucket." },
];

/** The words of a shell line that are commands of others. */
const PROGRAMS = "npm|npx|node|destination-zendesk|docker|python3|pip|pyab|curl|aws|jq|git|export";

/** The commands in shell lines, without comments, and one for each part of `a && b`. */
export function commandsIn(lines: string): readonly string[] {
  return lines
    .replaceAll("\\\n", " ")
    .split(/\n|&&/)
    .map((line) => line.replace(/ *#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** The commands in the text of a page: "`npm test`". */
export function commandsInText(page: string): readonly string[] {
  const text = page.replaceAll(/^ *```.*?^ *```$/gms, "");
  const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.replaceAll(/\s+/g, " "));
  return quoted.filter((code) => new RegExp(`^(?:${PROGRAMS}) `).test(code)).flatMap(commandsIn);
}
