import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Mutant } from "./mutant.ts";

const ROOT = new URL("../../", import.meta.url);

/** Puts the bug into the source as this thread loads it. Must be called before the connector is imported. */
export function applyMutant(mutant: Mutant): void {
  const mutated = mutatedSource(mutant);
  const url = pathToFileURL(pathOf(mutant)).href;
  registerHooks({
    load: (loaded, context, nextLoad) => {
      const module = nextLoad(loaded, context);
      return loaded === url ? { ...module, source: mutated } : module;
    },
  });
}

/** The file with the bug in it. Throws unless the text that it replaces occurs exactly once. */
export function mutatedSource(mutant: Mutant): string {
  const { file, find, name, replace } = mutant;
  const [before, after, ...more] = readFileSync(pathOf(mutant), "utf8").split(find);
  if (before !== undefined && after !== undefined && more.length === 0) return before + replace + after;
  throw new Error(`The mutant "${name}" does not fit any more: the text that it replaces is not once in ${file}.`);
}

/** Whether the bug is in the file with this path. */
export function isMutated(mutant: Mutant, path: string): boolean {
  return path === pathOf(mutant);
}

function pathOf({ file }: Mutant): string {
  return fileURLToPath(new URL(file, ROOT));
}
