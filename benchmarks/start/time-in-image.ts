import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { StartCommands, StartTimes } from "./time-commands.ts";

const BENCHMARKS = fileURLToPath(new URL("..", import.meta.url));

/** What the image has besides Debian and Node, in kilobytes on disk. */
export async function ownKilobytes(image: string): Promise<number> {
  const { stdout } = await docker(["run", "--rm", "--entrypoint", "du", image, "-sk", "/airbyte"]);
  return Number.parseInt(stdout, 10);
}

/** In one container, beside a simulator on this machine. The folder has the configs, at the same path. */
export async function timeInImage(image: string, folder: string, commands: StartCommands): Promise<StartTimes> {
  const mounts = [`${BENCHMARKS}:/benchmarks:ro`, `${folder}:${folder}:ro`].flatMap((mount) => ["--volume", mount]);
  const options = ["--rm", "--read-only", "--network", "host", ...mounts, "--entrypoint", "node"];
  const inside = ["/benchmarks/start/inside-image.ts", JSON.stringify(commands)];
  const { stdout } = await docker(["run", ...options, image, ...inside]);
  return JSON.parse(stdout) as StartTimes;
}

function docker(args: readonly string[]): Promise<{ readonly stdout: string }> {
  return promisify(execFile)("docker", args);
}
