import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { sendAnswer } from "./send-answer.ts";
import type { SimulatorOutcome, SimulatorRequest } from "./wire.ts";

export interface RunningServer {
  readonly baseUrl: string;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** How long the port stays closed after a connection was refused. */
  readonly refusedMs: number;
}

/** The simulator's own paths need no credentials, so other machines should not reach it. */
export const LOCAL_HOST = "127.0.0.1";
/** Every address of the machine, for containers. */
const EVERY_HOST = "0.0.0.0";

export async function serve(
  handle: (request: SimulatorRequest) => SimulatorOutcome,
  { port, host, refusedMs }: ServerOptions,
): Promise<RunningServer> {
  const server = new SimulatorServer(handle, host, refusedMs);
  const taken = await server.listen(port);
  return { baseUrl: `http://${host === EVERY_HOST ? LOCAL_HOST : host}:${taken}`, close: () => server.close() };
}

class SimulatorServer {
  readonly #handle: (request: SimulatorRequest) => SimulatorOutcome;
  readonly #host: string;
  readonly #refusedMs: number;
  readonly #closing = new AbortController();
  #port = 0;
  /** While connections are refused. */
  #reopening: Promise<void> | undefined;
  readonly #server = createServer((request, response) => {
    this.#respond(request, response).catch((error: unknown) => {
      // The client left in the middle of its request.
      if (request.errored !== null) return;
      // A bug in the simulator must not look like a broken connection.
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end(`The simulator failed: ${String(error)}`);
    });
  });

  constructor(handle: (request: SimulatorRequest) => SimulatorOutcome, host: string, refusedMs: number) {
    this.#handle = handle;
    this.#host = host;
    this.#refusedMs = refusedMs;
    // Node's default of five seconds would cut idle connections of clients. Only faults reset connections.
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Returns the port it listens on. */
  async listen(port: number): Promise<number> {
    this.#server.listen(port, this.#host);
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no TCP address.");
    this.#port = address.port;
    return this.#port;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reopening;
    const closed = this.#server.listening ? once(this.#server, "close") : undefined;
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = "GET", url: path = "/" } = request;
    const outcome = this.#handle({ method, path, headers: singleValues(request.headers), body });
    switch (outcome) {
      case "connection_reset":
        request.socket.resetAndDestroy();
        return;
      case "connection_refused":
        this.#refuse(request);
        return;
      case "no_answer":
        return;
      default:
        await sendAnswer(outcome, response);
    }
  }

  /** This connection is already accepted, so it breaks; the operating system refuses the next ones. */
  #refuse(request: IncomingMessage): void {
    request.socket.resetAndDestroy();
    this.#reopening ??= this.#reopen();
  }

  async #reopen(): Promise<void> {
    this.#server.close();
    const { signal } = this.#closing;
    await setTimeout(this.#refusedMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await this.listen(this.#port);
    this.#reopening = undefined;
  }
}

/** Node lists only `set-cookie`, which the API does not use. */
function singleValues(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}
