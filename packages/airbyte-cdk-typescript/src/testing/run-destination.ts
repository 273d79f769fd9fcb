import type { Destination } from "../destination.ts";
import type { DestinationCall } from "./destination-call.ts";
import type { DestinationEnd } from "./running-destination.ts";
import { startDestination } from "./start-destination.ts";

export interface DestinationRun extends DestinationCall {
  /** The whole of stdin, without newlines. `recordLine`, `streamStateLine` and `globalStateLine` make such lines. */
  readonly lines?: readonly string[];
}

/** Runs a command of a destination in this process to its end. */
export async function runDestination<Config>(
  destination: Destination<Config>,
  { lines = [], ...call }: DestinationRun,
): Promise<DestinationEnd> {
  const running = startDestination(destination, call);
  await running.send(lines);
  running.endInput();
  return running.ended;
}
