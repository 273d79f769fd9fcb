import type { FailureType } from "airbyte-cdk-typescript";

/** An error that a person can act on. Its texts may contain facts in braces: `{subdomain}`. */
export interface ErrorEntry {
  readonly failureType: FailureType;
  /** When it occurs, to complete the sentence "This error occurs when …". */
  readonly when: string;
  /** What happened and why, in a sentence or two. */
  readonly cause: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
  /** What to do when the steps do not help. */
  readonly otherwise: string;
}

/** A catalogue entry and its id. */
export interface NamedEntry {
  readonly id: string;
  readonly entry: ErrorEntry;
}

/** What the placeholders stand for. Facts are never secrets, values of a record or Zendesk's own wording. */
export const FACTS = {
  subdomain: "the setting `subdomain`",
  role: "the role of the user that the credentials belong to",
  permissions: "what an agent's role must allow, such as `manage end users`",
  scope: 'the setting "credentials.scope"',
  request: "the request, such as `GET /api/v2/users/me.json`",
  response: "the status of Zendesk's response, and its error code if it has one",
  code: "the error code, such as `ECONNRESET` or `invalid_grant`",
  waited: "for how many seconds the connector tried",
  host: "the host that the redirect points to",
  stream: "the stream's name",
  folder: "the setting `object_storage_config.path`",
  attempts: "how many times the records were sent",
  count: "a number of records, such as `1,100`",
  what: "what was wrong with the response, or which outcome is missing",
} as const;

export type Facts = Readonly<Partial<Record<keyof typeof FACTS, string>>>;
