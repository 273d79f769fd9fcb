import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Reads compiled code from the folder that the image has beside this file; elsewhere it does not exist, and nothing is
 * written. `NODE_COMPILE_CACHE` names another folder. Node says nothing if it cannot read or write it, and compiles.
 */
export function useCompileCache(): void {
  const folder = fileURLToPath(new URL("compile-cache", import.meta.url));
  if (existsSync(folder)) module.enableCompileCache(folder);
}
