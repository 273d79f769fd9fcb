import { type SpawnedSimulator, spawnSimulator } from "zendesk-simulator";

/** Requests to the account's API, those for tokens left out. */
export async function countRequests({ baseUrl }: SpawnedSimulator): Promise<number> {
  const answer = await fetch(`${baseUrl}/simulator/requests`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator's own answer
  const { requests } = (await answer.json()) as { readonly requests: Readonly<Record<string, number>> };
  const counts = Object.entries(requests).flatMap(([path, count]) => (path.includes("/api/") ? [count] : []));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Does something in an account of its own. */
export async function inAccount<Result>(
  flags: readonly string[],
  work: (simulator: SpawnedSimulator) => Promise<Result>,
): Promise<Result> {
  const simulator = await spawnSimulator(flags);
  try {
    return await work(simulator);
  } finally {
    await simulator.stop();
  }
}
