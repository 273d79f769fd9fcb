import { describe, expect, it } from "vitest";

import { commandLine } from "./command-line.ts";
import { ConfigError } from "./errors.ts";

describe("commandLine", () => {
  it.each<[string, unknown]>([
    ["spec", { command: "spec" }],
    ["check --config c.json", { command: "check", config: "c.json" }],
    ["check --config=c.json", { command: "check", config: "c.json" }],
    ["--config c.json check", { command: "check", config: "c.json" }],
    ["", { command: "none" }],
    ["--help", { command: "help" }],
    ["write -h", { command: "help" }],
    ["--confg c.json --help", { command: "help" }],
    ["--version", { command: "version" }],
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
    expect(commandLine(args === "" ? [] : args.split(" "))).toEqual(expected);
  });

  it.each([
    ["read --config c.json", "The command is unknown."],
    ["chekc --config c.json", "The command is unknown; did you mean check?"],
    ["check", "--config FILE is missing."],
    ["check --config", "--config FILE is missing."],
    ["check --config=", "--config FILE is missing."],
    ["discover --catalog k.json", "--config FILE is missing."],
    ["write --config c.json", "--catalog FILE is missing."],
    ["check --confg c.json", "The option --confg is unknown; did you mean --config?"],
    ["check --Config=c.json", "The option --Config is unknown; did you mean --config?"],
    ["write --config c.json --catalogue k.json", "The option --catalogue is unknown; did you mean --catalog?"],
    ["write --config c.json --catalog k.json --dry-run", "The option --dry-run is unknown."],
    ["check -c c.json", "The option -c is unknown."],
    ["write --config c.json --catalog k.json messages.jsonl", "There is one argument too many:"],
  ])("throws a ConfigError with the usage for %j", (args, message) => {
    const act = () => commandLine(args.split(" "));

    expect(act).toThrow(ConfigError);
    expect(act).toThrow(message);
    expect(act).toThrow("Usage: spec | check --config FILE");
  });

  it.each([
    ["a command", ['{"api_token":"s3cret"}']],
    ["a value of an option", ["check", "--api_token=s3cret"]],
    ["an option", ["check", '--{"api_token":"s3cret"}']],
  ])("does not repeat what may be a config with secrets, typed as %s", (_where, args) => {
    expect(() => commandLine(args)).toThrow(/^(?!.*s3cret)/);
  });
});
