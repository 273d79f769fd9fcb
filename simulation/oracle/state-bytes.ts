import { Violation } from "./violation.ts";

const STATS = "destinationStats";

interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Throws unless `line` is the state as it was sent, with only its counts added or replaced. */
export function checkStateBytes(sent: string, line: string): void {
  const counts = statsIn(line);
  const expected = counts === undefined ? undefined : withStats(sent, line.slice(counts.start, counts.end));
  if (line === expected) return;
  throw new Violation("states in order", `a state has left as ${line}\n  where it was sent as ${sent}`);
}

function withStats(sent: string, counts: string): string {
  const held = statsIn(sent);
  if (held) return sent.slice(0, held.start) + counts + sent.slice(held.end);
  const last = membersAt(sent, startOfState(sent)).at(-1);
  if (!last) throw new RangeError("a state without members is not drawn");
  return `${sent.slice(0, last.end)},"${STATS}":${counts}${sent.slice(last.end)}`;
}

function statsIn(line: string): Member | undefined {
  return membersAt(line, startOfState(line)).find(({ name }) => name === STATS);
}

function startOfState(line: string): number {
  return membersAt(line, line.indexOf("{")).find(({ name }) => name === "state")?.start ?? 0;
}

/** The members of the object that begins at `open`, and the positions of their values. */
function membersAt(json: string, open: number): readonly Member[] {
  const members: Member[] = [];
  const token = /\s*("(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+)/gy;
  token.lastIndex = open + 1;
  let depth = 1;
  let name: string | undefined;
  let start = -1;
  for (let match = token.exec(json); match !== null; match = token.exec(json)) {
    const text = match[1] ?? "";
    const at = token.lastIndex - text.length;
    if (depth === 1 && (text === "," || text === "}")) {
      if (name !== undefined) members.push({ name, start, end: json.slice(0, at).trimEnd().length });
      if (text === "}") return members;
      name = undefined;
      start = -1;
    } else if (depth === 1 && name === undefined) name = String(JSON.parse(text));
    else if (depth === 1 && start === -1 && text !== ":") start = at;
    if (text === "{" || text === "[") depth += 1;
    if (text === "}" || text === "]") depth -= 1;
  }
  return members;
}
