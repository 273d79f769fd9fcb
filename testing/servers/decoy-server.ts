import { createServer } from "node:net";
import { listenLocally } from "./local-port.ts";

/** A server that must never be contacted. It counts the connections to it, whatever the requests are. */
export interface DecoyServer {
  readonly origin: string;
  readonly visits: () => number;
}

export async function startDecoyServer(): Promise<DecoyServer> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  return { origin: `http://127.0.0.1:${await listenLocally(server)}`, visits: () => visits };
}
