import { notSimulated } from "../refusal.ts";
import { notUnderstood, parseQuery } from "../search/query.ts";

/** The terms of a search for users; all of them must match. Values are in lower case. */
export interface SearchTerms {
  readonly email?: string;
  readonly external_id?: string;
  readonly role?: string;
  /** Words that the name must have. */
  readonly name?: string;
  /** Words that the name or an address must have. */
  readonly words?: string;
}

const KNOWN_TERMS = ["email", "external_id", "role", "name"] as const;

/**
 * Understands a part of Zendesk's search language: `email:…`, `external_id:…`, `role:…`, `name:…`, `type:user`, an
 * address alone and words. Throws for any other search, so that a client never takes "not understood" for "not found".
 */
export function parseSearch(text: string): SearchTerms {
  const terms: Partial<Record<(typeof KNOWN_TERMS)[number], string>> = {};
  const words: string[] = [];
  for (const { property: named, value } of parseQuery(text)) {
    const property = named ?? (value.includes("@") ? "email" : undefined);
    const known = KNOWN_TERMS.find((name) => name === property);
    if (property === undefined) words.push(value);
    else if (known !== undefined && terms[known] === undefined) terms[known] = value;
    else if (property !== "type" || value !== "user") throw notUnderstood(text);
  }
  if (Object.keys(terms).length + words.length === 0) throw notSimulated("a search for all users");
  return words.length === 0 ? terms : { ...terms, words: words.join(" ") };
}
