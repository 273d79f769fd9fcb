import type { Finding } from "./finding.ts";
import type { RunProgram } from "./run-program.ts";

const BUILDS: readonly (readonly [what: string, ...command: readonly [string, ...string[]]])[] = [
  ["the connector builds", "npm", "run", "build", "--silent"],
  ["the connector's package can be made", "npm", "pack", "--dry-run", "--silent"],
  ["the CDK's package can be made", "npm", "pack", "--dry-run", "--silent", "--workspace", "airbyte-cdk-typescript"],
  ["the simulator's package can be made", "npm", "pack", "--dry-run", "--silent", "--workspace", "zendesk-simulator"],
  ["the image builds", "docker", "build", "--quiet", "."],
];

/** The last lines of what a program prints say why it failed. */
const SHOWN_LINES = 5;

/** Builds everything that is published. */
export async function checkBuilds(run: RunProgram): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [what, program, ...args] of BUILDS) findings.push(await checkBuild(what, run, program, args));
  return [...findings, await checkWrittenSpec(run)];
}

async function checkBuild(what: string, run: RunProgram, program: string, args: readonly string[]): Promise<Finding> {
  const { code, output } = await run(program, ...args);
  const command = [program, ...args].join(" ");
  if (code === 0) return { what, missing: [] };
  if (code === "ENOENT") return { what, missing: [`${program} is not installed here. Run "${command}" where it is.`] };
  const end = output.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n");
  return { what, missing: [`"${command}" failed:\n${end}`] };
}

/** The build writes spec.json. If it wrote something new, what is committed is out of date. */
async function checkWrittenSpec(run: RunProgram): Promise<Finding> {
  const { output } = await run("git", "status", "--porcelain", "spec.json", "integration_tests/spec.json");
  const missing = output.trim() === "" ? [] : ["The build has written another spec.json. Commit it."];
  return { what: "spec.json is what the build writes", missing };
}
