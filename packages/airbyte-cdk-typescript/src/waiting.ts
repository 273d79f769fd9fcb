/** Resolves with the promise, or with undefined as soon as the signal aborts. */
export function unlessAborted<T>(promise: Promise<T> | T, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const abandon = () => {
      resolve(undefined);
    };
    if (signal.aborted) {
      abandon();
    }
    signal.addEventListener("abort", abandon, { once: true });
    void Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener("abort", abandon);
      });
  });
}

/** Resolves with the promise, or after the time; rejects only with the promise. */
export async function atMost(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
