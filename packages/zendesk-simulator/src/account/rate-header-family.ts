/** The names under which Zendesk has sent the account's limit: today's, those of 2023–24, and the oldest. */
export const rateHeaderFamilies = ["ratelimit", "rate-limit", "x-rate-limit"] as const;
export type RateHeaderFamily = (typeof rateHeaderFamilies)[number];
