import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { onTestFinished } from "vitest";

/** A server that nobody should talk to: it counts the connections to it, whatever is asked over them. */
export interface Elsewhere {
  readonly origin: string;
  readonly visits: () => number;
}

export async function startElsewhere(): Promise<Elsewhere> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits: () => visits };
}
