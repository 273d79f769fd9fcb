import { SystemError } from "./errors.ts";

/**
 * The input cannot be read beyond this point. It ends the sync, but not at once: what came before it is written first,
 * or a line that is bad at the same place every time would keep the source from ever getting past it.
 */
export class UnreadableInput extends SystemError {}

/** A line that holds a record or a state, and cannot be read. `what` continues "Line 7 of the input". */
export function unreadableLine(lineNumber: number, what: string): UnreadableInput {
  return new UnreadableInput(
    `Line ${lineNumber} of the input ${what}. Nothing from this line on was read. Find out what the source or the platform sent, then sync again.`,
  );
}
