import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/benchmarks/", import.meta.url));

/**
 * The folder of a package of npm that only a benchmark needs, and which is too large to be installed with the others. `beside` is
 * what it needs but does not declare.
 */
export function installPeer(name: string, version: string, beside: readonly string[]): string {
  const folder = path.join(CACHE, `${name}-${version}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-save"];
    execFileSync("npm", ["install", ...options, "--prefix", unfinished, `${name}@${version}`, ...beside], {
      stdio: "ignore",
    });
    renameSync(unfinished, folder);
  }
  return path.join(folder, "node_modules", name);
}
