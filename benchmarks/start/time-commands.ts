import { type ProcessTimes, timeProcess } from "../process-times.ts";

export interface StartSubject {
  readonly name: string;
  readonly args: readonly string[];
}

export interface StartCommands {
  readonly subjects: readonly StartSubject[];
  readonly runs: number;
  readonly env: Readonly<Record<string, string>>;
}

export type StartTimes = readonly (readonly [name: string, times: readonly ProcessTimes[]])[];

/** Round after round, so that whatever else the machine does affects all alike. The first round fills the caches. */
export async function timeCommands({ env, runs, subjects }: StartCommands): Promise<StartTimes> {
  const times = subjects.map(({ name }): [string, ProcessTimes[]] => [name, []]);
  for (let run = 0; run <= runs; run++) {
    for (const [index, { args }] of subjects.entries()) {
      const measured = await timeProcess({ args, env });
      if (run > 0) times[index]?.[1].push(measured);
    }
  }
  return times;
}
