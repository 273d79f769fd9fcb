import { describe, expect, it } from "vitest";

import { DestinationOutput } from "./destination-output.ts";
import { streamStateLine } from "./input-lines.ts";

const PEOPLE = { name: "people" };

describe("DestinationOutput", () => {
  it("reads lines and characters that chunks split anywhere", () => {
    const output = new DestinationOutput();
    const lines = [streamStateLine(PEOPLE, 1), '{"type":"LOG","log":{"level":"WARN","message":"Größe \u2028 🦊"}}'];
    for (const byte of Buffer.from(`${lines.join("\n")}\n`)) output.add(Buffer.from([byte]));

    expect(output.lines).toEqual(lines);
    expect(output.stateLines).toEqual(lines.slice(0, 1));
    expect(output.warnings).toEqual(["Größe \u2028 🦊"]);
  });

  it("refuses a line that is not JSON", () => {
    const output = new DestinationOutput();
    expect(() => output.add("Hello\n")).toThrow(
      new SyntaxError("The destination printed a line on stdout that is not JSON: Hello"),
    );
  });

  it("tells when enough messages match", async () => {
    const output = new DestinationOutput();
    const seen = output.seen(({ type }) => type === "STATE", 2);
    output.add(`${streamStateLine(PEOPLE, 1)}\n`);
    output.add(`${streamStateLine(PEOPLE, 2)}\n`);

    await seen;
    expect(output.states).toHaveLength(2);
  });
});
