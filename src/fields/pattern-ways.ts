const TOKEN =
  /\\(?:[pPu]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** `^`, or what ruby-pattern.ts makes of `\A`: all other patterns are tried from every character of the text. */
const ANCHORED = /^(?:\^|\(\?<!)/;

/** Ways to match a group: of its finished alternatives, of this one up to its last part, and of that part alone. */
interface Group {
  finished: number;
  current: number;
  last: number;
}

/**
 * An upper bound on the ways in which a (valid) pattern can share out a text of `length` characters among its parts.
 * JavaScript tries all of them before it says no: `(a+)+$` has more on 40 letters than a sync has seconds.
 */
export function waysToMatch(pattern: string, length: number): number {
  const outer: Group[] = [];
  let group: Group = { finished: 0, current: 1, last: 1 };
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token.startsWith("(")) {
      outer.push(group);
      group = { finished: 0, current: 1, last: 1 };
    } else if (token === ")") {
      const ways = waysOf(group);
      group = outer.pop() ?? group;
      append(group, ways);
    } else if (token === "|") {
      group = { finished: waysOf(group), current: 1, last: 1 };
    } else if (/^(?:[*+?]|\{\d)/.test(token)) {
      const [least, most] = repeats(token, length);
      group.last = (most - least + 1) * group.last ** most;
    } else {
      append(group, 1);
    }
  }
  const starts = ANCHORED.test(pattern) ? 1 : length + 1;
  return starts * waysOf(group);
}

function append(group: Group, ways: number): void {
  group.current *= group.last;
  group.last = ways;
}

function waysOf(group: Group): number {
  return group.finished + group.current * group.last;
}

function repeats(quantifier: string, length: number): readonly [least: number, most: number] {
  if (quantifier.startsWith("?")) return [0, 1];
  const bounds = /^\{(\d+)(,?)(\d*)/.exec(quantifier);
  if (!bounds) return [0, length];
  const least = Number(bounds[1]);
  if (!bounds[2]) return [least, least];
  return [least, bounds[3] ? Math.min(Number(bounds[3]), Math.max(length, least)) : Math.max(length, least)];
}
