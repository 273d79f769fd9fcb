import { Writable } from "node:stream";

/** Small, so that even a very slow reader can be seen to read. */
const PIECE_BYTES = 16 * 1024;

/**
 * A stream that passes its data to stdout one piece at a time, and emits `progress` when a piece has left. stdout
 * itself takes everything that is buffered, even a long line, as one write, and reports nothing until the last byte has
 * left.
 */
export function piecewiseOutput(stdout: Writable): Writable {
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      writePieces(chunk, done);
    },
  });
  const writePieces = (bytes: Buffer, done: (error?: Error | null) => void): void => {
    const rest = bytes.subarray(PIECE_BYTES);
    stdout.write(bytes.subarray(0, PIECE_BYTES), (error) => {
      if (!error) output.emit("progress");
      if (error || rest.length === 0) {
        done(error);
      } else {
        writePieces(rest, done);
      }
    });
  };
  return output;
}
