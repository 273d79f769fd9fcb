import { describe, expect, it } from "vitest";

import { withDestinationStats } from "./state-message.ts";

const STATS = {
  recordCount: 2,
  rejectedRecordCount: 1,
  additionalStats: { created: 1, updated: 1, deleted: 0, unchanged: 0, ignored: 0 },
};
const TEXT = JSON.stringify(STATS);

function spliced(line: string): string {
  return withDestinationStats(Buffer.from(line), STATS).toString();
}

describe("withDestinationStats", () => {
  // `@` marks where the stats go, and `<…>` what is replaced there.
  it.each([
    ["appends after the last member", '{"type":"STATE","state":{"type":"STREAM","stream":{}@}}'],
    ["fills an empty object", '{"type":"STATE","state":{@}}'],
    ["fills an empty object with a space in it", '{"type":"STATE","state":{@ }}'],
    ["keeps spaces where they are", ' { "type" : "STATE" ,\t"state" : { "data" : { } @ } } '],
    ["replaces stats in place", '{"state":{"destinationStats":<{"recordCount":7}>,"id":3},"type":"STATE"}'],
    ["replaces null stats", '{"state":{"id":3,"destinationStats": <null> },"type":"STATE"}'],
    ["replaces the last of two stats", '{"state":{"destinationStats":1,"destinationStats":<2>}}'],
    ["takes the last of two states", '{"state":{"id":1},"type":"STATE","state":{"id":2@}}'],
    ["knows an escaped key", '{"st\\u0061te":{"destinati\\u006fnStats":<{}>}}'],
    ["is not misled by stats elsewhere", '{"destinationStats":{},"state":{"data":{"destinationStats":5}@}}'],
    ["is not misled by a state elsewhere", '{"record":{"state":{}},"state":{"state":{"state":{}}@}}'],
    ["is not misled by strings", '{"x":"}{\\"state\\":{\\\\","state":{"s":"]}\\\\\\"{[","t":"\\\\"@}}'],
    ["keeps digits", '{"state":{"data":{"lsn":12345678901234567890,"n":1.0,"e":1E+2,"z":-0}@}}'],
    [
      "keeps the platform's id and unknown fields",
      '{"state":{"id":4,"sourceStats":{"recordCount":3.0},"q":[1,[2]]@},"k":1}',
    ],
    [
      "keeps PyAirbyte's spelling of global",
      '{"state":{"type":"GLOBAL","global_":{"shared_state":null},"data":null@}}',
    ],
    ["keeps scalars at the end", '{"state":{"a":true@}}'],
    ["keeps text that is not ASCII", '{"é":"🦊","state":{"名":"\u2028"@}}'],
  ])("%s", (_behaviour, template) => {
    const line = template.replace("@", "").replaceAll(/[<>]/g, "");
    const isEmpty = /\{@/.test(template);
    const appended = `${isEmpty ? "" : ","}"destinationStats":${TEXT}`;

    const result = spliced(line);

    // An appended member directly follows the last one: the space before `@` stays behind it.
    const expected = template.replace(" @", "@ ").replace("@", appended).replace(/<.*>/, TEXT);
    expect(result).toBe(expected);
    expect(JSON.parse(result)).toMatchObject({ state: { destinationStats: STATS } });
  });

  it("keeps bytes that are not UTF-8", () => {
    const line = Buffer.concat([Buffer.from('{"state":{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}}')]);

    const result = withDestinationStats(line, STATS);

    expect(result.subarray(0, line.length - 2)).toEqual(line.subarray(0, -2));
  });

  it("keeps deep nesting, which would end a recursive scanner", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

    expect(spliced(`{"state":{"a":${deep}}}`)).toBe(`{"state":{"a":${deep},"destinationStats":${TEXT}}}`);
  });

  it.each(['{"state":null}', '{"state":[]}', '{"type":"STATE"}', "[]"])("throws for %s", (line) => {
    expect(() => spliced(line)).toThrow(RangeError);
  });
});
