import type { StopSignal } from "../host.ts";
import type { DestinationOutput } from "./destination-output.ts";
import type { PrintedError, PrintedLog, PrintedMessage, PrintedState } from "./printed-message.ts";

/** A command of a destination that has been started, in this process or in its own. */
export interface RunningDestination {
  readonly output: DestinationOutput;
  /** Rejects if its process printed a line that is not JSON. */
  readonly ended: Promise<DestinationEnd>;
  /** Sends lines to its stdin. Resolves when it accepts more. */
  send(lines: readonly string[]): Promise<void>;
  /** Ends its stdin, possibly after bytes that are not a whole line. */
  endInput(rest?: string): void;
  kill(signal: StopSignal): void;
  /** Resolves once `count` messages match. Throws if the command ends first. */
  seen(matches: (message: PrintedMessage) => boolean, count?: number): Promise<void>;
}

/** How a command ended, and what it printed. */
export interface DestinationEnd {
  /** null if it died by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly messages: readonly PrintedMessage[];
  readonly states: readonly PrintedState[];
  readonly logs: readonly PrintedLog[];
  /** What its TRACE ERROR messages say. */
  readonly errors: readonly PrintedError[];
  readonly stderr: string;
  /** The lines as they were printed, and sums over all states. */
  readonly output: DestinationOutput;
}

export function destinationEnd(
  output: DestinationOutput,
  how: Pick<DestinationEnd, "code" | "signal" | "stderr">,
): DestinationEnd {
  const { errors, logs, messages, states } = output;
  return { ...how, messages, states, logs, errors, output };
}

/** Implements `RunningDestination.seen`. */
export async function awaitMessages(
  { output, ended }: Pick<RunningDestination, "output" | "ended">,
  matches: (message: PrintedMessage) => boolean,
  count?: number,
): Promise<void> {
  const end = await Promise.race([output.seen(matches, count), ended]);
  if (end) throw new Error(`The destination ended first:\n${end.output.lines.join("\n")}\n${end.stderr}`);
}
