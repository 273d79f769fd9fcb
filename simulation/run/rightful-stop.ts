import type { Attempt } from "./attempt.ts";

/** Whether everything that the connection could write is written, or cannot be known to be. */
export type RightfulStop = "rest done" | "half done";

/** Why a connection is right to stop until someone changes it; undefined if it should continue. */
export function rightfulStop({ connector, oracle }: Attempt): RightfulStop | undefined {
  const [error] = oracle.errors;
  if (error?.failure_type !== "config_error") return undefined;
  // A mapping that rejects everything: all other records are written first.
  const isAboutMapping = /^All [\d,]+ records of the/.test(error.message);
  if (isAboutMapping && oracle.hasRejectedAStream) return "rest done";
  const mayFail = connector.settings["when_bulk_import_disabled"] === "fail";
  return mayFail && error.message.includes("bulk import") ? "half done" : undefined;
}
