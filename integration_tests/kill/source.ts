import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { type KilledStream, POSITION } from "./streams/killed-stream.ts";
import { STATE_EVERY } from "./streams/positions.ts";

/** How far each stream has been read, in the order of the streams. */
export type Cursors = readonly number[];

/** The source's lines of all streams in turn, each from its cursor, with a state after every 60th record of a stream. */
export function linesFrom(streams: readonly KilledStream[], cursors: Cursors, end: number): string[] {
  const start = Math.min(...cursors);
  return Array.from({ length: end - start }, (_, offset) => start + offset).flatMap((index) =>
    streams.flatMap((each, number) => {
      if (index < (cursors[number] ?? 0)) return [];
      const isCheckpoint = (index + 1) % STATE_EVERY === 0;
      const line = record({ ...each.recordAt(index), [POSITION]: index }, each.stream);
      return [line, ...(isCheckpoint ? [streamState(index + 1, each.stream)] : [])];
    }),
  );
}
