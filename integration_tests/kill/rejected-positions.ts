import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { POSITION } from "./streams/killed-stream.ts";

/** The stream and position of each rejected record. One that was sent again after a kill occurs twice in the files. */
export function rejectedPositions(folder: string): ReadonlySet<string> {
  return new Set(rejectedIn(folder).map(({ stream, record }) => positionText(stream, Number(record[POSITION]))));
}

export function positionText(stream: string, index: number): string {
  return `${stream} ${index}`;
}
