import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "../connector/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The address that the pages give the simulator, which is its default. */
const SIMULATOR = "http://127.0.0.1:8181";

/**
 * A stand-in for Docker, of which it knows what the pages use. `run` runs the built connector and looks for the files of
 * volumes where they are outside the container.
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
  process.exitCode = spawnSync("node", ["dist/main.js", ...args.map(outside)], { stdio: "inherit" }).status;
} else if (!["build", "push"].includes(command)) throw new Error("unknown command " + command);
`;

/**
 * Runs commands of a page in the repository's folder, where `destination-zendesk` is the built connector, with another
 * address of the simulator and another folder for temporary files. Returns what they print. Throws if one of them fails.
 */
export async function runShell(
  commands: string,
  { baseUrl, env = {} }: { readonly baseUrl: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const folder = temporaryFolder();
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(path.join(bin, "docker"), DOCKER);
  writeFileSync(path.join(bin, "package.json"), '{"type": "module"}');
  chmodSync(path.join(bin, "docker"), 0o755);
  symlinkSync(path.join(ROOT, "dist/main.js"), path.join(bin, "destination-zendesk"));
  const PATH = [bin, path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter);
  const script = commands.replaceAll(SIMULATOR, baseUrl).replaceAll("/tmp/", `${folder}/`);
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", script], { cwd: ROOT, env: { PATH, ...env } });
  return stdout;
}
