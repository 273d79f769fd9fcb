// Says what is missing for a release: `npm run release:check`. Ends with 1 if anything is.
import { fileURLToPath } from "node:url";
import { checkRelease, describeFindings } from "./release/check-release.ts";
import { programsIn } from "./release/run-program.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const findings = await checkRelease({
  root: ROOT,
  run: programsIn(ROOT),
  today: new Date().toISOString().slice(0, 10),
});
process.stdout.write(describeFindings(findings));
if (findings.some(({ missing }) => missing.length > 0)) process.exitCode = 1;
