import { describe, expect, it } from "vitest";

import { inputMessage } from "./input-message.ts";
import { UnreadableInput } from "./unreadable-input.ts";

const read = (message: unknown) => inputMessage(JSON.stringify(message), 12);

describe("inputMessage", () => {
  it("reads a record", () => {
    const change = { field: "a", change: "NULLED", reason: "SOURCE_RETRIEVAL_ERROR" };
    const record = { stream: "s", namespace: "n", data: { a: null }, emitted_at: 1, meta: { changes: [change] } };

    expect(read({ type: "RECORD", record })).toEqual({
      type: "RECORD",
      stream: { name: "s", namespace: "n" },
      data: { a: null },
      changes: [change],
    });
  });

  it.each([
    ["nulls everywhere", { stream: "s", namespace: null, data: {}, emitted_at: null, meta: null }],
    ["null changes", { stream: "s", data: {}, meta: { changes: null } }],
    ["an empty namespace", { stream: "s", namespace: "", data: {} }],
    ["a time in seconds with a fraction", { stream: "s", data: {}, emitted_at: 1700000000.5 }],
  ])("reads a record with %s", (_what, record) => {
    expect(read({ type: "RECORD", record, state: null, log: null })).toEqual({
      type: "RECORD",
      stream: { name: "s" },
      data: {},
      changes: [],
    });
  });

  it.each<[string, unknown, unknown]>([
    [
      "STREAM",
      { type: "STREAM", stream: { stream_descriptor: { name: "s", namespace: "n" } } },
      { name: "s", namespace: "n" },
    ],
    [
      "STREAM",
      { type: "STREAM", global: null, stream: { stream_descriptor: { name: "s", namespace: null } } },
      { name: "s" },
    ],
    ["STREAM", { type: "STREAM", stream: { stream_descriptor: { name: "s", namespace: "" } } }, { name: "s" }],
    ["no type, but a stream", { stream: { stream_descriptor: { name: "s" } }, data: null }, { name: "s" }],
    ["no type, but global", { global: { stream_states: [] }, stream: null }, undefined],
    ["no type, but data", { data: {} }, undefined],
    ["GLOBAL", { type: "GLOBAL", global: { stream_states: [] } }, undefined],
    ["LEGACY", { type: "LEGACY", data: {}, stream: { stream_descriptor: { name: "s" } } }, undefined],
    ["STREAM without a descriptor", { type: "STREAM", stream: {} }, undefined],
    ["a type of a later protocol", { type: "PARTITION", stream: { stream_descriptor: { name: "s" } } }, undefined],
  ])("reads a state of type %s", (_type, state, stream) => {
    expect(read({ type: "STATE", state })).toEqual({ type: "STATE", stream });
  });

  it.each([
    ['{"type":"LOG","log":{"level":"INFO","message":"RECORD"}}', "OTHER"],
    ['{"type":"TRACE","trace":null}', "OTHER"],
    ['{"type":"FUTURE"}', "OTHER"],
    ["", "BLANK"],
    ["  \t", "BLANK"],
    ["plain text", "GARBAGE"],
    ["<html>{", "GARBAGE"],
    ['jane{"type":"STATE","state":{}}', "GARBAGE"],
    ['[{"type":"RECORD"', "GARBAGE"],
    ['{"type":"LOG","record":null,"state":null}', "OTHER"],
    ["the record of the RECORD type", "GARBAGE"],
    ["[]", "GARBAGE"],
    ["null", "GARBAGE"],
    ["7", "GARBAGE"],
    ["{}", "GARBAGE"],
    ['{"type":7}', "GARBAGE"],
  ])("reads %j as %s", (line, type) => {
    expect(inputMessage(line, 12)).toEqual({ type });
  });

  it.each([
    ['{"type":"RECORD"}', 'is a RECORD without "record"'],
    ['{"type":"RECORD","record":[]}', 'is a RECORD without "record"'],
    ['{"type":"RECORD","record":{"data":{}}}', 'whose "stream" or "namespace" is not text'],
    ['{"type":"RECORD","record":{"stream":null,"data":{}}}', 'whose "stream" or "namespace" is not text'],
    ['{"type":"RECORD","record":{"stream":"s","namespace":7,"data":{}}}', 'whose "stream" or "namespace" is not text'],
    ['{"type":"RECORD","record":{"stream":"s"}}', 'of the stream "s" whose "data" is not an object'],
    ['{"type":"RECORD","record":{"stream":"s","data":[1]}}', 'of the stream "s" whose "data" is not an object'],
    [
      '{"type":"RECORD","record":{"stream":"s","data":9007199254740993}}',
      'of the stream "s" whose "data" is not an object',
    ],
    ['{"type":"RECORD","record":{"stream":"s","data":{"name":"jane', "cut off"],
    ['{"type":"RECO', "cut off"],
    ["{", "cut off"],
    ["\uFEFF {broken", "cut off"],
    ['{"type":"LOG","log":{"message":"jane', "cut off"],
    [' { "type" : "STATE","state":{', "cut off"],
    ['{"type":"RECORD","record":{"stream":"s","data":{"n":NaN}}}', "cut off"],
    ['{"type":"STATE","state":{}}{"type":"STATE","state":{}}', "cut off"],
    ['{"record":{"stream":"s","data":{}}}', 'its "type" is neither RECORD nor STATE'],
    ['{"type":"state","state":{}}', 'its "type" is neither RECORD nor STATE'],
    ['{"type":7,"record":{}}', 'its "type" is neither RECORD nor STATE'],
    ['{"type":"STATE"}', 'is a STATE without "state"'],
    ['{"type":"STATE","state":null}', 'is a STATE without "state"'],
  ])("throws for %j, naming the line but not its content", (line, message) => {
    expect(() => inputMessage(line, 12)).toThrow(UnreadableInput);
    expect(() => inputMessage(line, 12)).toThrow(/^Line 12 of the input (?!.*jane)/);
    expect(() => inputMessage(line, 12)).toThrow(message);
  });
});
