import { describe, expect, it } from "vitest";

import { FakeHost, temporaryFile } from "../test/fake-host.ts";
import { RecordingDestination, TOKEN } from "../test/recording-destination.ts";
import { ConfigError } from "./errors.ts";
import type { OwnCommand, RunOwnCommand } from "./own-command.ts";
import { prepareDestination } from "./prepare-destination.ts";
import { runLazily } from "./run-lazily.ts";

const COMMANDS: readonly OwnCommand[] = [
  { name: "replay", options: {}, description: "print records again" },
  { name: "undo", options: { config: "FILE", into: "FOLDER" }, description: "take back" },
];

async function endOf(args: readonly string[], run: RunOwnCommand<{ token: string }> = async () => {}) {
  const destination = new RecordingDestination();
  const host = new FakeHost(args);
  const load = () => Promise.resolve(prepareDestination(destination, { replay: run, undo: run }));
  const code = await runLazily({ spec: destination.spec, commands: COMMANDS }, load, host);
  return { code, text: host.text, stderr: host.stderr.read()?.toString() ?? "", messages: host };
}

describe("a command of the connector's own", () => {
  it("gets its files and options, and prints messages unchanged", async () => {
    const config = temporaryFile({ token: TOKEN });
    const { code, text, stderr } = await endOf(
      ["undo", "--into", "out", "a", "--config", config, "b"],
      async (call) => {
        const { json } = await call.configured();
        await call.print({ files: call.files, into: call.options["into"], json });
        call.tell(`done with ${TOKEN}`);
      },
    );
    expect({ code, printed: JSON.parse(text) as unknown, stderr }).toEqual({
      code: 0,
      printed: { files: ["a", "b"], into: "out", json: { token: TOKEN } },
      stderr: "done with **********\n",
    });
  });

  it("that fails ends with one TRACE ERROR, and says so on stderr", async () => {
    const { code, stderr, messages } = await endOf(["replay", "a"], () =>
      Promise.reject(new ConfigError("Name a file.")),
    );
    expect({ code, stderr, traces: messages.messages("TRACE").length }).toEqual({
      code: 1,
      stderr: "Name a file.\n",
      traces: 1,
    });
  });

  it.each([
    [["replay"], "replay needs at least one file."],
    [["undo", "--config", "c.json", "a"], "--into FOLDER is missing."],
    [["replay", "--into", "out", "a"], "The option --into is unknown."],
    [["undo", "--inot", "out", "a"], "did you mean --into?"],
    [["udno", "a"], "did you mean undo?"],
    [["check", "--into", "out"], "The option --into is unknown."],
    [["chek"], "| replay FILE… | undo --config FILE --into FOLDER FILE…"],
  ])("is not run by %j", async (args, said) => {
    const { code, text } = await endOf(args);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(said) as string });
  });

  it("is listed by --help", async () => {
    const { text } = await endOf(["--help"]);
    expect(text).toMatch(
      /replay FILE… {2,}print records again\n {2}undo --config FILE --into FOLDER FILE… {2,}take back/,
    );
  });
});
