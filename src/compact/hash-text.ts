import { mixBits } from "./mix-bits.ts";

/** 32 bits of a text of any length (FNV-1a over its UTF-16 units, then mixed). */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixBits(hash);
}

/** 53 bits of a text, never 0. */
export function hashTextWidely(text: string): number {
  return hashText(text) * 2 ** 21 + (hashText(text, 1) >>> 11) + 1;
}
