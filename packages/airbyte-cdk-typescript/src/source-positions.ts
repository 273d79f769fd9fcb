import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";

const POSITION = /(file:\/\/[^\s()]+\.[cm]?js):(\d+):(\d+)/;

/**
 * Changes positions in bundled files to those in their sources, where a source map lies beside the file. Node can do this
 * too, but then it reads the maps at every start; here they are read when there is a stack trace to print.
 */
export class SourcePositions {
  readonly #maps = new Map<string, SourceMap | undefined>();

  /** A line of a stack trace with the position in the source; the same line if that is unknown. */
  original(frame: string): string {
    const [position, url, line, column] = POSITION.exec(frame) ?? [];
    if (position === undefined || url === undefined) return frame;
    const origin = this.#mapOf(url)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !("fileName" in origin)) return frame;
    const source = new URL(origin.fileName, url).href;
    return frame.replace(position, () => `${source}:${origin.lineNumber}:${origin.columnNumber}`);
  }

  #mapOf(url: string): SourceMap | undefined {
    if (!this.#maps.has(url)) this.#maps.set(url, readMap(url));
    return this.#maps.get(url);
  }
}

function readMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), "utf8")));
  } catch {
    return undefined;
  }
}
