import { createServer } from "node:http";
import { type Socket, connect } from "node:net";
import { onTestFinished } from "vitest";
import { listenLocally } from "./local-port.ts";
import { join } from "./tls-server.ts";

export interface ConnectProxy {
  readonly port: number;
  /** The requests to the proxy, in clear text. */
  readonly requests: { readonly line: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

/**
 * A proxy that opens tunnels by CONNECT, for the duration of one test. All of them lead to one port of this machine.
 */
export async function connectProxy(targetPort: number, status = 200): Promise<ConnectProxy> {
  const requests: ConnectProxy["requests"] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, answer) => {
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    answer.writeHead(400).end();
  });
  server.on("connect", (request, socket: Socket) => {
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    sockets.add(socket);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    join(socket, connect(targetPort, "127.0.0.1"));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { port: await listenLocally(server), requests };
}
