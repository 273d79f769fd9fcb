// Deletes what earlier builds compiled, so that no package contains a file whose source is gone.
import { globSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

for (const folder of globSync("packages/*/dist", { cwd: ROOT })) rmSync(`${ROOT}${folder}`, { recursive: true });
