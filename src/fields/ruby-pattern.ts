/**
 * Zendesk's patterns are Ruby's (its help pages test them on Rubular). This gives the same pattern for JavaScript, or
 * undefined where the dialects differ beyond what is translated here: then Zendesk alone decides.
 */
export function fromRuby(pattern: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith("(?i)");
  const source = (ignoresCase ? pattern.slice("(?i)".length) : pattern).replaceAll(/\\(.)/gsu, translateEscape);
  // Both would be read without an error, and otherwise than Ruby means them: && within a class is "and", and the
  // flag in (?m:…) lets the point match line ends.
  if (/\[[^\]]*&&|\(\?[a-z-]*m/.test(source)) return undefined;
  try {
    // `m`: in Ruby, ^ and $ stand at every line. `u`: what JavaScript does not know is an error, not a letter
    // (\h, \R, POSIX classes, nested classes, possessive quantifiers, atomic groups).
    return new RegExp(source, ignoresCase ? "imu" : "mu");
  } catch {
    return undefined;
  }
}

const ANCHORS: Readonly<Record<string, string>> = {
  A: String.raw`(?<![\s\S])`,
  z: String.raw`(?![\s\S])`,
  Z: String.raw`(?=\n?(?![\s\S]))`,
};

function translateEscape(escape: string, character: string): string {
  const anchor = ANCHORS[character];
  if (anchor !== undefined) return anchor;
  // Ruby lets any sign be escaped (\@, \-, "\ "); with `u` JavaScript wants another way to write it.
  return /[\w^$\\.*+?()[\]{}|/]/.test(character) ? escape : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
