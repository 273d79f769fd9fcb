import type { Call } from "../call.ts";
import { Refusal } from "../refusal.ts";

const MAX_SEARCH_RESULTS = 1000;

/** Zendesk's searches show the first 1,000 results and no more. */
export function checkSearchDepth({ query }: Call): void {
  const number = Number(query.get("page") ?? 1);
  const size = Number(query.get("per_page") ?? 100);
  if (number * size <= MAX_SEARCH_RESULTS) return;
  const description = `Invalid search: page ${number} goes beyond the first ${MAX_SEARCH_RESULTS} results`;
  throw new Refusal(422, { error: "invalid", description });
}
