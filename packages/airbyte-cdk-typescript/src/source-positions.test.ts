import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, it } from "vitest";

import { SourcePositions } from "./source-positions.ts";

/** The second column of line 1 comes from line 3, column 5 of src/write.ts. */
const MAP = { version: 3, sources: ["../src/write.ts"], names: [], mappings: "CAEI" };

function bundled(map: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "airbyte-cdk-bundle-")), "dist", "main.js");
  mkdirSync(dirname(file));
  writeFileSync(`${file}.map`, map);
  return pathToFileURL(file).href;
}

describe("a line of a stack trace", () => {
  it.each([
    ["of a function", "at write (URL:1:2)", /^at write \(file:.*\/src\/write\.ts:3:5\)$/],
    ["without a function", "at URL:1:2", /^at file:.*\/src\/write\.ts:3:5$/],
  ])("%s names the position in the source", (_which, line, expected) => {
    const url = bundled(JSON.stringify(MAP));
    expect(new SourcePositions().original(line.replace("URL", url))).toMatch(expected);
  });

  it.each([
    ["the map cannot be read", "{"],
    ["the map has no mappings", JSON.stringify({ ...MAP, mappings: 7 })],
    ["the map has no such position", JSON.stringify({ ...MAP, mappings: "" })],
  ])("stays as it is if %s", (_why, map) => {
    const line = `at write (${bundled(map)}:1:2)`;
    expect(new SourcePositions().original(line)).toBe(line);
  });

  it.each(["at write (file:///nowhere/main.js:1:2)", "at node:internal/main:1:2", "at JSON.parse (<anonymous>)"])(
    "stays as it is without a map: %s",
    (line) => {
      expect(new SourcePositions().original(line)).toBe(line);
    },
  );
});
