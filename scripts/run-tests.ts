import { spawn } from "node:child_process";
import { once } from "node:events";

/** One after another, in parallel with the integration tests, which spend much of their time waiting. */
const CHECKS = ["types", "lint", "format", "dead-code", "test:unit"];
const INTEGRATION = "test:integration";

interface Result {
  readonly script: string;
  readonly seconds: number;
  readonly hasPassed: boolean;
}

/** Runs a script of package.json. Its output is kept until it ends, so that no two outputs are mixed. */
async function run(script: string): Promise<Result> {
  const startedAt = performance.now();
  const child = spawn("npm", ["run", "--silent", script], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  await once(child, "close");
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const result = { script, seconds, hasPassed: child.exitCode === 0 };
  console.log(`\n${printed.trimEnd()}\n${described(result)}`);
  return result;
}

async function runChecks(): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const script of CHECKS) results.push(await run(script));
  return results;
}

function described({ script, seconds, hasPassed }: Result): string {
  return `${hasPassed ? "passed" : "FAILED"}: npm run ${script} (${seconds} s)`;
}

const [checks, integration] = await Promise.all([runChecks(), run(INTEGRATION)]);
const results = [...checks, integration];
console.log(`\n${results.map(described).join("\n")}`);
if (!results.every(({ hasPassed }) => hasPassed)) process.exitCode = 1;
