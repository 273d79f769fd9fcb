import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { isJsonObject } from "../src/exact-json.ts";

export const API_KEY = "k3y-0f-the-api";

/** The web API of the example, on a port of this machine. It refuses contacts without an email address. */
export class ContactsApi {
  readonly names = new Map<string, unknown>();
  /** The number of contacts in each request that wrote some. */
  readonly sizes: number[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async start(): Promise<ContactsApi> {
    const api = new ContactsApi();
    api.#server.listen(0, "127.0.0.1");
    await once(api.#server, "listening");
    return api;
  }

  get url(): string {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.headers.authorization !== `Bearer ${API_KEY}`) response.writeHead(401).end();
    else if (request.method === "PUT") response.end(JSON.stringify(this.#upsert(JSON.parse(body))));
    else response.end("[]");
  }

  #upsert(contacts: readonly unknown[]): string[] {
    this.sizes.push(contacts.length);
    return contacts.map((contact) => {
      const { email, name } = isJsonObject(contact) ? contact : {};
      if (typeof email !== "string") return "refused";
      const effect = this.names.has(email) ? "updated" : "created";
      this.names.set(email, name);
      return effect;
    });
  }
}
