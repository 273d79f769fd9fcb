import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { connectionReset, type SimulatorOutcome, type SimulatorRequest } from "./wire.ts";

export interface RunningServer {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 alone: the simulator's own paths need no credentials. Port 0 takes any free one. */
export async function serve(
  handle: (request: SimulatorRequest) => SimulatorOutcome,
  port: number,
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    respond(handle, request, response).catch((error: unknown) => {
      // A mistake in the simulator: never to be taken for a connection that broke.
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end(`The simulator failed: ${String(error)}`);
    });
  });
  // Five seconds, Node's default, cut idle connections of clients under them: a reset is a fault's to make.
  server.keepAliveTimeout = 60_000;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no TCP address.");
  return { baseUrl: `http://127.0.0.1:${address.port}`, close: () => close(server) };
}

async function respond(
  handle: (request: SimulatorRequest) => SimulatorOutcome,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const { method = "GET", url: path = "/" } = request;
  const outcome = handle({ method, path, headers: singleValues(request.headers), body });
  if (outcome === connectionReset) {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(outcome.status, outcome.headers);
  if (outcome.chunks === undefined) response.end(outcome.body);
  else await pipeline(Readable.from(outcome.chunks), response);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Node lists only `set-cookie`, which the API does not use. */
function singleValues(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}
