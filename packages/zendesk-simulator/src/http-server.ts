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

const host = "127.0.0.1";
/** How long nobody listens after a refused connection. */
const refusedMs = 1000;

/** Serves on 127.0.0.1 alone: the simulator's own paths need no credentials. Port 0 takes any free one. */
export async function serve(
  handle: (request: SimulatorRequest) => SimulatorOutcome,
  port: number,
): Promise<RunningServer> {
  const server = new SimulatorServer(handle);
  const taken = await server.listen(port);
  return { baseUrl: `http://${host}:${taken}`, close: () => server.close() };
}

class SimulatorServer {
  readonly #handle: (request: SimulatorRequest) => SimulatorOutcome;
  readonly #closing = new AbortController();
  readonly #server = createServer((request, response) => {
    this.#respond(request, response).catch((error: unknown) => {
      // A mistake in the simulator: never to be taken for a connection that broke.
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end(`The simulator failed: ${String(error)}`);
    });
  });

  constructor(handle: (request: SimulatorRequest) => SimulatorOutcome) {
    this.#handle = handle;
    // Five seconds, Node's default, cut idle connections of clients under them: a reset is a fault's to make.
    this.#server.keepAliveTimeout = 60_000;
  }

  async listen(port: number): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    return this.#port;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const isListening = this.#server.listening;
    this.#server.closeAllConnections();
    if (!isListening) return;
    const closed = once(this.#server, "close");
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
        await this.#refuse(request);
        return;
      case "no_answer":
        return;
      default:
        await sendAnswer(outcome, response);
    }
  }

  /** This connection was let in already, so it breaks; those that follow are refused by the machine itself. */
  async #refuse(request: IncomingMessage): Promise<void> {
    const port = this.#port;
    this.#server.close();
    request.socket.resetAndDestroy();
    await setTimeout(refusedMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    if (!this.#closing.signal.aborted && !this.#server.listening) await this.listen(port);
  }

  get #port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no TCP address.");
    return address.port;
  }
}

/** Node lists only `set-cookie`, which the API does not use. */
function singleValues(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}
