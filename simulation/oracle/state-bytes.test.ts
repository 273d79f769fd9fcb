import { expect, test } from "vitest";
import { checkStateBytes } from "./state-bytes.ts";

const COUNTS = '{"recordCount":1}';

test.each([
  [
    '{"type":"STATE","state":{"data":{"cursor":1}}}',
    `{"type":"STATE","state":{"data":{"cursor":1},"destinationStats":${COUNTS}}}`,
  ],
  ['{ "state" : { "data" : [ 1 ] } }', `{ "state" : { "data" : [ 1 ],"destinationStats":${COUNTS} } }`],
  ['{"state":{"destinationStats": 7 ,"id":1e2}}', `{"state":{"destinationStats": ${COUNTS} ,"id":1e2}}`],
])("a state whose counts were set is accepted: %s", (sent, line) => {
  expect(() => checkStateBytes(sent, line)).not.toThrow();
});

test.each([
  ["a number is written otherwise", '{"state":{"id":1.0}}', `{"state":{"id":1,"destinationStats":${COUNTS}}}`],
  ["a blank is lost", '{"state":{"id": 1}}', `{"state":{"id":1,"destinationStats":${COUNTS}}}`],
  ["an escape is resolved", String.raw`{"state":{"id":"\u0041"}}`, `{"state":{"id":"A","destinationStats":${COUNTS}}}`],
  [
    "counts within the state's own data are replaced",
    '{"state":{"data":{"destinationStats":1}}}',
    `{"state":{"data":{"destinationStats":${COUNTS}}}}`,
  ],
  ["counts are missing", '{"state":{"id":1}}', '{"state":{"id":1}}'],
])("a state differs from what was sent if %s", (_what, sent, line) => {
  expect(() => checkStateBytes(sent, line)).toThrow("a state has left as");
});
