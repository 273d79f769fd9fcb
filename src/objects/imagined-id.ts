import type { ZendeskId } from "./outcome.ts";

/** The id of the nth thing of an object that a dry run would have created: negative, because no id of Zendesk's is. */
export function imaginedId(nth: number): number {
  return -nth;
}

/** Whether it is in Zendesk, and not only imagined by a dry run. */
export function isReal({ id }: { readonly id: ZendeskId }): boolean {
  return typeof id === "string" || id > 0;
}
