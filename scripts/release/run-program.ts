import { execFile } from "node:child_process";

export interface ProgramEnd {
  /** `ENOENT` if there is no such program. */
  readonly code: number | string;
  readonly output: string;
}

export type RunProgram = (program: string, ...args: readonly string[]) => Promise<ProgramEnd>;

/** Runs programs in a folder. */
export function programsIn(folder: string): RunProgram {
  return (program, ...args) =>
    new Promise((resolve) => {
      execFile(program, args, { cwd: folder, maxBuffer: 100_000_000 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? 1), output: stdout + (error === null ? "" : stderr) });
      });
    });
}
