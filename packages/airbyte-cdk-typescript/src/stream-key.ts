import type { StreamDescriptor } from "./protocol.ts";

/**
 * The stream with this name and namespace, or undefined if either is not valid. Platforms and sources write "no
 * namespace" as null, as "" or not at all, even for the same stream within one sync.
 */
export function streamDescriptor(name: unknown, namespace: unknown): StreamDescriptor | undefined {
  if (typeof name !== "string") return undefined;
  if (namespace === undefined || namespace === null || namespace === "") return { name };
  return typeof namespace === "string" ? { name, namespace } : undefined;
}

/** Several parts of a sync ask for each record, and most records have the stream of the one before. */
let last = { name: "", namespace: "", key: "0:" };

/** One text per stream. Different streams have different texts, whatever their names contain. */
export function streamKey({ name, namespace = "" }: StreamDescriptor): string {
  if (name !== last.name || namespace !== last.namespace) {
    last = { name, namespace, key: `${name.length}:${name}${namespace}` };
  }
  return last.key;
}

const SHOWN_LENGTH = 100;

/** A name from the input, for a message. It is cut where no real name is so long. */
export function shown(name: string): string {
  return name.length <= SHOWN_LENGTH ? name : `${name.slice(0, SHOWN_LENGTH)}…`;
}
