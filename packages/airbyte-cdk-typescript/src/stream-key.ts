import type { StreamDescriptor } from "./protocol.ts";

/** One text per stream, different for different streams whatever their names contain. */
export function streamKey({ name, namespace }: StreamDescriptor): string {
  return namespace === undefined ? `${name.length}:${name}` : `${name.length}:${name}${namespace}:`;
}
