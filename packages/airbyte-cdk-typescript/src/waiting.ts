/** Resolves with the promise, or with undefined as soon as the signal aborts. */
export function unlessAborted<T>(promise: Promise<T> | T, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const abandon = () => {
      resolve(undefined);
    };
    if (signal.aborted) abandon();
    signal.addEventListener("abort", abandon, { once: true });
    void Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener("abort", abandon);
      });
  });
}

/** A signal that aborts this many milliseconds after another one. Call `cancel` when it is not needed any more. */
export function delayed(signal: AbortSignal, milliseconds: number): { signal: AbortSignal; cancel: () => void } {
  const later = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => {
      later.abort();
    }, milliseconds);
  };
  signal.addEventListener("abort", start, { once: true });
  return {
    signal: later.signal,
    cancel: () => {
      signal.removeEventListener("abort", start);
      clearTimeout(timer);
    },
  };
}
