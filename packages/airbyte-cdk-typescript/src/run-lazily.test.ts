import { describe, expect, it } from "vitest";

import { FakeHost, temporaryFile } from "../test/fake-host.ts";
import { RecordingDestination } from "../test/recording-destination.ts";
import { prepareDestination } from "./prepare-destination.ts";
import { runLazily } from "./run-lazily.ts";

async function loadsOf(...args: string[]) {
  const destination = new RecordingDestination();
  const host = new FakeHost(args);
  let loads = 0;
  const load = () => {
    loads += 1;
    return Promise.resolve(prepareDestination(destination));
  };
  await runLazily({ spec: destination.spec, about: { name: "destination-things", version: "1.2.3" } }, load, host);
  return { loads, text: host.text };
}

describe("a destination that is loaded lazily", () => {
  it.each([
    [["spec"], '{"type":"SPEC"'],
    [["--help"], "Usage: destination-things"],
    [["--version"], "destination-things 1.2.3"],
    [[], "Usage: destination-things"],
    [["chek"], "did you mean check?"],
    [["check", "--config", "missing.json"], "missing.json"],
  ])("is not loaded by %j", async (args, printed) => {
    const { loads, text } = await loadsOf(...args);
    expect({ loads, isPrinted: text.includes(printed) }).toEqual({ loads: 0, isPrinted: true });
  });

  it("is loaded once by check, which validates the config", async () => {
    const { loads, text } = await loadsOf("check", "--config", temporaryFile({ token: 7 }));
    expect({ loads, text }).toEqual({ loads: 1, text: expect.stringContaining("The config is not valid") as string });
  });
});
