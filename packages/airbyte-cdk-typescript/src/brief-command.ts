import type { CommandContext } from "./destination.ts";
import { TransientError } from "./errors.ts";
import type { Logger } from "./logger.ts";
import { unlessAborted } from "./waiting.ts";

/** `check` and `discover` have 25 s in total, including the start and the end of the process. */
const LIMIT_MS = 22_000;

/**
 * Runs a command that a person waits for, within the limit even if something hangs. Throws `TransientError` when it
 * takes longer. Returns undefined when `stop` aborts.
 */
export async function runBriefly<Result>(
  work: (context: CommandContext) => Promise<Result>,
  { logger, stop }: { readonly logger: Logger; readonly stop: AbortSignal },
): Promise<Result | undefined> {
  const ended = new AbortController();
  let awaited: string | undefined;
  const context: CommandContext = {
    logger,
    signal: ended.signal,
    waitingFor: (what) => {
      awaited = what;
    },
  };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(overdue(awaited));
    }, LIMIT_MS);
  });
  try {
    return await unlessAborted(Promise.race([work(context), timeout]), stop);
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
}

function overdue(awaited: string | undefined): TransientError {
  const seconds = LIMIT_MS / 1000;
  return new TransientError(
    awaited === undefined
      ? `The command had no result after ${seconds} s and was stopped. Try again. If it happens again, open an issue in the connector's repository.`
      : `There was no answer from ${awaited} within ${seconds} s. Check that it is not overloaded and can be reached from where the connector runs, then try again.`,
  );
}
