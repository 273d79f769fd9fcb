import { readFile } from "node:fs/promises";

import { ConfigError } from "./errors.ts";

/**
 * Reads the JSON file given with an option (`--config`). Throws `ConfigError` without V8's message, which quotes the file
 * and so its secrets.
 */
export async function readJsonFile(
  option: string,
  path: string,
  read: (path: string) => Promise<string> = readText,
): Promise<unknown> {
  let text: string;
  try {
    text = await read(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown cause";
    throw new ConfigError(
      `The file ${path} given with ${option} cannot be read (${code}). Give a readable JSON file.`,
      {
        cause: error,
      },
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ConfigError(`The file ${path} given with ${option} is not valid JSON. Correct it and try again.`, {
      cause: error,
    });
  }
}

function readText(path: string): Promise<string> {
  return readFile(path, "utf8");
}
