import { describe, expect, it } from "vitest";

import { commandLine } from "./command-line.ts";
import { ConfigError } from "./errors.ts";

describe("commandLine", () => {
  it.each<[string, unknown]>([
    ["spec", { command: "spec" }],
    ["check --config c.json", { command: "check", config: "c.json" }],
    ["check --config=c.json", { command: "check", config: "c.json" }],
    ["--config c.json check", { command: "check", config: "c.json" }],
    ["discover --config c.json --debug", { command: "discover", config: "c.json" }],
    ["write --catalog k.json --config c.json", { command: "write", config: "c.json", catalog: "k.json" }],
    [
      "write --config c.json --catalog k.json --state s.json",
      { command: "write", config: "c.json", catalog: "k.json" },
    ],
    [
      "write --config c.json --state=s.json --catalog k.json",
      { command: "write", config: "c.json", catalog: "k.json" },
    ],
  ])("reads %s", (args, expected) => {
    expect(commandLine(args.split(" "))).toEqual(expected);
  });

  it.each([
    ["", "No command was given"],
    ["read --config c.json", "The command is unknown"],
    ["check", "--config FILE is missing"],
    ["check --config", "--config FILE is missing"],
    ["check --config=", "--config FILE is missing"],
    ["discover --catalog k.json", "--config FILE is missing"],
    ["write --config c.json", "--catalog FILE is missing"],
  ])("throws a ConfigError with the usage for %j", (args, message) => {
    const act = () => commandLine(args === "" ? [] : args.split(" "));

    expect(act).toThrow(ConfigError);
    expect(act).toThrow(`${message}. Usage: spec | check --config FILE`);
  });
});
