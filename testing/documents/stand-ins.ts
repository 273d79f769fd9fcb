import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/**
 * Stands in for Docker, as far as the pages and Airbyte's tests use it. `run` runs the built connector, and looks for the files
 * of volumes where they are outside the container.
 */
const DOCKER = `#!/usr/bin/env node
import { spawnSync } from "node:child_process";
const [command, ...args] = process.argv.slice(2);
if (command === "run") {
  const volumes = [];
  while (args[0].startsWith("-")) {
    const option = args.shift();
    if (option === "-v") volumes.push(args.shift().split(":"));
    else if (["-e", "--network"].includes(option)) args.shift();
    else if (!["--rm", "-i"].includes(option)) throw new Error("unknown option " + option);
  }
  if (args.shift() !== "destination-zendesk") throw new Error("unknown image");
  const outside = (arg) => {
    const [from, to] = volumes.find(([, to]) => arg.startsWith(to)) ?? ["", ""];
    return from + arg.slice(to.length);
  };
  process.exitCode = spawnSync("node", [${JSON.stringify(MAIN)}, ...args.map(outside)], { stdio: "inherit" }).status;
} else if (!["build", "push"].includes(command)) throw new Error("unknown command " + command);
`;

/** Stands in for `jq`, because few machines have it. It is jq itself, compiled to WebAssembly. */
const JQ = `#!/usr/bin/env node
import { readFileSync } from "node:fs";
import jq from ${JSON.stringify(import.meta.resolve("jq-wasm"))};
const [flags, filter, ...files] = process.argv.slice(2);
if (flags !== "-c") throw new Error("jq needs the option -c, and nothing else");
const input = files.length === 0 ? readFileSync(0, "utf8") : files.map((file) => readFileSync(file, "utf8")).join("");
const printed = await jq.raw(input, filter, [flags]);
if (printed !== "") console.log(printed);
`;

/**
 * A folder `bin` below this one, with programs that few machines have, and with `destination-zendesk`, which is the built
 * connector. The programs need `node` on the PATH.
 */
export function writeStandIns(folder: string): string {
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  for (const [name, program] of Object.entries({ docker: DOCKER, jq: JQ })) {
    writeFileSync(path.join(bin, name), program, { mode: 0o755 });
  }
  writeFileSync(path.join(bin, "package.json"), '{"type": "module"}');
  symlinkSync(MAIN, path.join(bin, "destination-zendesk"));
  return bin;
}
