import type { ZendeskClient } from "../http/client.ts";
import { readMe } from "./account.ts";

/** The id of the credentials' user, read once. Throws if Zendesk does not recognize the credentials. */
export class OwnId {
  #id: number | undefined;

  async read(client: ZendeskClient): Promise<number> {
    this.#id ??= (await readMe(client)).id ?? undefined;
    if (this.#id === undefined) throw new Error("Zendesk treats the requests as anonymous");
    return this.#id;
  }
}
