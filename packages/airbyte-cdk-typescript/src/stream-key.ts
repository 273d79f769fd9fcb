import type { StreamDescriptor } from "./protocol.ts";

/**
 * The stream of this name and namespace, or undefined when either is not valid. Platforms and sources write "no
 * namespace" as null, as "" or not at all, and one stream comes in all three spellings within one sync.
 */
export function streamDescriptor(name: unknown, namespace: unknown): StreamDescriptor | undefined {
  if (typeof name !== "string") return undefined;
  if (namespace === undefined || namespace === null || namespace === "") return { name };
  return typeof namespace === "string" ? { name, namespace } : undefined;
}

/** One text per stream. Different streams have different texts, whatever their names contain. */
export function streamKey({ name, namespace = "" }: StreamDescriptor): string {
  return `${name.length}:${name}${namespace}`;
}

const SHOWN_LENGTH = 100;

/** A name from the input for a message, cut at a length that no real name has. */
export function shown(name: string): string {
  return name.length <= SHOWN_LENGTH ? name : `${name.slice(0, SHOWN_LENGTH)}…`;
}
