import { ConnectorError } from "./errors.ts";
import type { AirbyteErrorTrace } from "./protocol.ts";

const MAX_CAUSES = 5;

/**
 * The content of a TRACE ERROR for anything thrown. The text of an error that is not a `ConnectorError` is left out:
 * V8's JSON.parse errors quote their input, and other libraries theirs, which may be people's data.
 */
export function errorTrace(thrown: unknown): AirbyteErrorTrace {
  const chain = causes(thrown);
  const stackTrace = chain.map(traceOf).join("\nCaused by: ");
  if (thrown instanceof ConnectorError) {
    const internal = thrown.internalMessage ?? chain.slice(1).map(nameOf).join(", caused by ");
    return {
      message: thrown.message,
      ...(internal === "" ? {} : { internal_message: internal }),
      stack_trace: stackTrace,
      failure_type: thrown.failureType,
    };
  }
  return {
    message:
      "The connector stopped because of a fault of its own. Run it again; if it stops again, report this error with its internal message and stack trace.",
    internal_message: chain.map(nameOf).join(", caused by "),
    stack_trace: stackTrace,
    failure_type: "system_error",
  };
}

function causes(thrown: unknown): unknown[] {
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
  if (!(thrown instanceof Error)) {
    return `a thrown ${typeof thrown}`;
  }
  const code = "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" && /^\w{1,60}$/.test(code) ? `${thrown.name} ${code}` : thrown.name;
}

function traceOf(thrown: unknown): string {
  const frames = thrown instanceof Error ? framesOf(thrown) : [];
  return [nameOf(thrown), ...frames].join("\n");
}

/** The lines of the stack after the message, which may itself have lines that look like frames. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? "";
  const message = stack.indexOf(error.message);
  const lines = stack.slice(message === -1 ? 0 : message + error.message.length).split("\n");
  const firstFrame = lines.findLastIndex((line) => !/^ {4}at /.test(line)) + 1;
  return lines.slice(firstFrame);
}
