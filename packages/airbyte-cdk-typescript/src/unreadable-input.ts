import { SystemError } from "./errors.ts";

/**
 * The input cannot be read beyond this point. It ends the sync, but not at once: everything before it is written first.
 * Otherwise a line that is always bad would stop the source there forever.
 */
export class UnreadableInput extends SystemError {}

/** A line that contains a record or a state but cannot be read. `what` continues "Line 7 of the input". */
export function unreadableLine(lineNumber: number, what: string): UnreadableInput {
  return new UnreadableInput(
    `Line ${lineNumber} of the input ${what}. Nothing from this line on was read. Find out what the source or the platform sent, then sync again.`,
  );
}
