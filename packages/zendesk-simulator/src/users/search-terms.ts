import { badRequest, notSimulated } from "../refusal.ts";

/** The terms of a search; all of them must match. Values are compared case-insensitively. */
export interface SearchTerms {
  readonly email?: string;
  readonly external_id?: string;
  readonly role?: string;
}

const KNOWN_TERMS = ["email", "external_id", "role"] as const;
const TERM = /(?:(?<property>[a-z_]+):)?(?:"(?<quoted>[^"]*)"|(?<plain>[^\s":<>]+))(?=\s|$)/y;

/**
 * Understands a part of Zendesk's search language: `email:…`, `external_id:…`, `role:…`, `type:user` and an address
 * alone. Throws for any other search, so that a client never takes "not understood" for "not found".
 */
export function parseSearch(text: string): SearchTerms {
  const terms: Partial<Record<(typeof KNOWN_TERMS)[number], string>> = {};
  let rest = text.trim();
  if (rest === "") throw badRequest("ParameterMissing", "Required parameter missing: query");
  while (rest !== "") {
    TERM.lastIndex = 0;
    const match = TERM.exec(rest);
    const { property: named, quoted, plain = quoted ?? "" } = match?.groups ?? {};
    const property = named ?? (plain.includes("@") ? "email" : undefined);
    const known = KNOWN_TERMS.find((name) => name === property);
    const isUnderstood = match !== null && plain !== "" && !/[*?]|^-/.test(plain);
    if (isUnderstood && known !== undefined && terms[known] === undefined) terms[known] = plain.toLowerCase();
    else if (!isUnderstood || property !== "type" || plain !== "user") throw notSimulated(`the search "${rest}"`);
    rest = rest.slice(match[0].length).trim();
  }
  if (Object.keys(terms).length === 0) throw notSimulated("a search for all users");
  return terms;
}
