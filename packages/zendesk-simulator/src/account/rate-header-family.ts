/** The names under which Zendesk has sent the account's limit: the current ones, those of 2023–24, and the oldest. */
export const RATE_HEADER_FAMILIES = ["ratelimit", "rate-limit", "x-rate-limit"] as const;
export type RateHeaderFamily = (typeof RATE_HEADER_FAMILIES)[number];
