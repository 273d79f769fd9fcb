import { ConnectorError } from "./errors.ts";
import type { AirbyteErrorTrace } from "./protocol.ts";
import { SourcePositions } from "./source-positions.ts";

const MAX_CAUSES = 5;
const MAX_FRAMES = 30;

const BUG =
  "The connector stopped because of a bug. Run it again. If it stops again, report this error with its internal message and stack trace.";

/** Names of Node's errors that differ from those of their classes. */
const NODE_NAMES: ReadonlySet<string> = new Set(["AbortError", "TimeoutError"]);

/** Codes such as those of Node and OpenSSL: `ECONNRESET`, `ERR_INVALID_ARG_TYPE`. */
const CODE = /^[A-Z][A-Z0-9_]{1,59}$/;

/** A line of a stack trace. Lines of a message may look like one. */
const FRAME =
  /^ {4}at (?:[\w$.<>#[\] ]{1,100} )?\(?(?:(?:file:\/\/|node:|\/)[^\s()]{1,300}:\d+:\d+|<anonymous>|native)\)?$/;

/** How much of an error is printed. */
export type ErrorDetail = "names" | "messages";

/**
 * The content of a TRACE ERROR for anything that was thrown. It never throws itself, although getters and proxies may.
 * Unless `detail` asks for messages, it leaves out the text of any error that is not a `ConnectorError`: V8's JSON.parse
 * errors quote their input, and other libraries quote theirs, which may contain personal data. It also leaves out a name
 * that is not the class's, because S3's errors are named by the server.
 */
export function errorTrace(thrown: unknown, detail: ErrorDetail = "names"): AirbyteErrorTrace {
  const titleOf = titlesIn(detail);
  const positions = new SourcePositions();
  const stackTrace = chainOf(thrown)
    .map((each) => [titleOf(each), ...framesIn(each, positions)].join("\n"))
    .join("\nCaused by: ");
  return { ...errorSummary(thrown, detail), stack_trace: stackTrace };
}

/** The same without the stack trace, whose source maps take longer to read than most commands. */
export function errorSummary(thrown: unknown, detail: ErrorDetail = "names"): Omit<AirbyteErrorTrace, "stack_trace"> {
  const titleOf = titlesIn(detail);
  const chain = chainOf(thrown);
  const titles = (errors: readonly unknown[]): string => errors.map(titleOf).join(", caused by ");
  const stated = attempt(() => statedBy(thrown), undefined);
  const internal = stated ? (stated.internal_message ?? titles(chain.slice(1))) : titles(chain);
  return {
    message: stated?.message ?? BUG,
    ...(internal === "" ? {} : { internal_message: internal }),
    failure_type: stated?.failure_type ?? "system_error",
  };
}

function titlesIn(detail: ErrorDetail): (thrown: unknown) => string {
  return detail === "messages" ? nameAndMessageOf : nameOf;
}

/** What an error says that was written for the user; undefined for any other. */
function statedBy(thrown: unknown): AirbyteErrorTrace | undefined {
  if (!(thrown instanceof ConnectorError)) return undefined;
  const { message, internalMessage: internal, failureType: failure_type } = thrown;
  if (typeof message !== "string") return undefined;
  return { message, failure_type, ...(typeof internal === "string" ? { internal_message: internal } : {}) };
}

function chainOf(thrown: unknown): readonly unknown[] {
  return attempt(() => causes(thrown), [thrown]);
}

function causes(thrown: unknown): readonly unknown[] {
  const chain = [thrown];
  let last = thrown;
  while (last instanceof Error && last.cause !== undefined && chain.length < MAX_CAUSES) {
    last = last.cause;
    chain.push(last);
  }
  return chain;
}

/** The class of the error and, where there is one, its code: `Error ECONNRESET`. */
function nameOf(thrown: unknown): string {
  return attempt(() => {
    if (!(thrown instanceof Error)) return `a thrown ${typeof thrown}`;
    const { name } = thrown.constructor;
    const shown = NODE_NAMES.has(thrown.name) ? thrown.name : name;
    const code = "code" in thrown ? thrown.code : undefined;
    return typeof code === "string" && CODE.test(code) ? `${shown} ${code}` : shown;
  }, "an error that cannot be read");
}

function nameAndMessageOf(thrown: unknown): string {
  const text = attempt(() => (thrown instanceof Error ? thrown.message : String(thrown)), "");
  return typeof text === "string" && text !== "" ? `${nameOf(thrown)}: ${text}` : nameOf(thrown);
}

function framesIn(thrown: unknown, positions: SourcePositions): string[] {
  const frames = attempt(() => (thrown instanceof Error ? framesOf(thrown) : []), []);
  return frames.map((frame) => attempt(() => positions.original(frame), frame));
}

/** The lines of the stack after the message, which may itself have lines that look like frames. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? "";
  const message = stack.indexOf(error.message);
  const lines = stack.slice(message === -1 ? 0 : message + error.message.length).split("\n");
  const firstFrame = lines.findLastIndex((line) => !line.startsWith("    at ")) + 1;
  return lines.slice(firstFrame, firstFrame + MAX_FRAMES).filter((line) => FRAME.test(line));
}

function attempt<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
