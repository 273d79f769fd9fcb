import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "../connector/temporary-folder.ts";
import { writeStandIns } from "./stand-ins.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The address that the pages give the simulator, which is its default. */
const SIMULATOR = "http://127.0.0.1:8181";

/**
 * Runs commands of a page in the repository's folder, where `destination-zendesk` is the built connector, with another
 * address of the simulator and another folder for temporary files. Returns what they print. Throws if one of them fails.
 */
export async function runShell(
  commands: string,
  { baseUrl, env = {} }: { readonly baseUrl: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const folder = temporaryFolder();
  const PATH = [writeStandIns(folder), path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter);
  const script = commands.replaceAll(SIMULATOR, baseUrl).replaceAll("/tmp/", `${folder}/`);
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", script], { cwd: ROOT, env: { PATH, ...env } });
  return stdout;
}
