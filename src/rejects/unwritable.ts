import type { ConnectorError } from "airbyte-cdk-typescript";
import { createError } from "../errors/create-error.ts";
import { fileErrorCode } from "./file-error-code.ts";

/** No space or quota left: codes for a folder that could be written to earlier. */
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** Turns an error of the file system into one that a person can act on. */
export function unwritable(folder: string, error: unknown): ConnectorError {
  const code = fileErrorCode(error) ?? "unknown error";
  return createError(
    FULL.has(code) ? "reject_folder_full" : "reject_folder_unwritable",
    { folder, code },
    { cause: error },
  );
}
