import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { parsedBody } from "./answer.ts";
import { isList, isObject, type Json } from "./json.ts";
import type { SimulatorRequest } from "./wire.ts";

const seen = new Set<string>();

/**
 * Appends the request to a file of this process in the folder, as one line of JSON, unless one like it is there: with the
 * same path but for ids, the same parameters, and the same structure of its body.
 */
export function recordRequest(folder: string, { body, method, path: address }: SimulatorRequest, url: URL): void {
  const parameters = [...url.searchParams.keys()].toSorted();
  const parsed = parsedBody(body);
  const kind = JSON.stringify([method, url.pathname.replaceAll(/\/\d+/g, "/0"), parameters, structureOf(parsed)]);
  if (seen.has(kind)) return;
  seen.add(kind);
  mkdirSync(folder, { recursive: true });
  const line = JSON.stringify({ method, path: address, body: parsed });
  appendFileSync(path.join(folder, `requests-${process.pid}.jsonl`), `${line}\n`);
}

/** Names and types without values. Of a list, what its items have in all. */
function structureOf(value: Json | undefined): unknown {
  if (isList(value)) return [...new Set(value.map((item) => JSON.stringify(structureOf(item))))].toSorted();
  if (isObject(value)) return Object.entries(value).map(([name, own]) => [name, structureOf(own)]);
  return value === null ? "null" : typeof value;
}
