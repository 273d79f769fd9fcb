import { type Socket, connect } from "node:net";
import { createServer } from "node:tls";
import { generate } from "selfsigned";
import { listenLocally } from "./local-port.ts";

export interface TlsServer {
  readonly port: number;
  /** PEM of the authority that has signed its certificate. Machines do not trust it by default. */
  readonly authority: string;
}

/** Speaks TLS in front of a plain server on this machine, for the duration of one test. */
export async function tlsServerBefore(plainPort: number, ...hosts: readonly string[]): Promise<TlsServer> {
  const authority = await generate([{ name: "commonName", value: "Test authority" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: "commonName", value: hosts[0] }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: hosts.map(altName) }],
  });
  const server = createServer({ key: leaf.private, cert: leaf.cert }, (socket) => {
    join(socket, connect(plainPort, "127.0.0.1"));
  });
  // A client that does not trust the certificate disconnects.
  server.on("tlsClientError", () => {});
  return { port: await listenLocally(server), authority: authority.cert };
}

function altName(host: string): { type: 2; value: string } | { type: 7; ip: string } {
  return /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

/** Copies bytes in both directions. When one side disconnects, so does the other. */
export function join(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
  }
}
