import { describe, expect, it } from "vitest";

import { LineSplitter } from "./lines.ts";

function split(...chunks: (string | Buffer)[]): string[] {
  const splitter = new LineSplitter();
  const lines = chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))]);
  const last = splitter.end();
  return [...lines, ...(last === undefined ? [] : [last])].map(String);
}

describe("LineSplitter", () => {
  it.each<[string, string[], string[]]>([
    ["gives the lines of one chunk", ["a\nb\n"], ["a", "b"]],
    ["gives a last line without newline", ["a\nb"], ["a", "b"]],
    ["gives nothing for no input", [], []],
    ["gives blank lines", ["\n\na\n"], ["", "", "a"]],
    ["joins a line over chunks", ["a", "b", "", "c\nd", "e\n"], ["abc", "de"]],
    ["strips CRLF, also over a chunk's end", ["a\r\nb\r", "\nc\r\n"], ["a", "b", "c"]],
    ["keeps a carriage return inside a line", ["a\rb\n"], ["a\rb"]],
    ["keeps U+2028 and U+2029 inside a line", ["a\u2028b\u2029c\n"], ["a\u2028b\u2029c"]],
    ["strips a byte order mark at the start only", ["\uFEFFa\n\uFEFFb\n"], ["a", "\uFEFFb"]],
  ])("%s", (_behaviour, chunks, lines) => {
    expect(split(...chunks)).toEqual(lines);
  });

  it("joins a character and a byte order mark that were split anywhere", () => {
    const bytes = Buffer.from("\uFEFFé🦊\n日本\n");

    const oneByOne = split(...[...bytes].map((byte) => Buffer.from([byte])));

    expect(oneByOne).toEqual(["é🦊", "日本"]);
  });

  it("takes time in proportion to a long line", () => {
    const chunk = Buffer.alloc(64 * 1024, "x");
    const splitter = new LineSplitter();
    for (let count = 0; count < 1000; count += 1) expect([...splitter.push(chunk)]).toEqual([]);
    expect(splitter.pendingBytes).toBe(1000 * chunk.length);
    const [line] = splitter.push(Buffer.from("\n"));
    expect(splitter.pendingBytes).toBe(0);

    // Joined piece by piece, this would copy 32 GB and run into the test's time limit.
    expect(line?.length).toBe(1000 * chunk.length);
  });
});
