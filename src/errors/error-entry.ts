import type { FailureType } from "airbyte-cdk-typescript";

/** A situation that a person can act on. Its texts may hold facts in braces: `{subdomain}`. */
export interface ErrorEntry {
  readonly failureType: FailureType;
  /** When it applies, as an ending of "This is told when …". */
  readonly when: string;
  /** What happened and why, in a sentence or two. */
  readonly cause: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
  /** What to do when the steps do not help. */
  readonly otherwise: string;
}

/** An entry under its name. */
export interface NamedEntry {
  readonly id: string;
  readonly entry: ErrorEntry;
}

/** What the texts are filled in with. None of it is a secret or a value of a record, and none is Zendesk's own wording. */
export const FACTS = {
  subdomain: "the setting `subdomain`",
  role: "the role of the user whose credentials these are",
  permissions: "what an agent's role must allow, as `manage end users`",
  scope: 'the setting "credentials.scope"',
  request: "the request, as `GET /api/v2/users/me.json`",
  answer: "the status of Zendesk's answer, and its code where it has one",
  code: "the code of what failed, as `ECONNRESET` or `invalid_grant`",
  waited: "for how many seconds the connector tried",
  host: "the host that a redirect names",
  stream: "the stream's name",
  folder: "the setting `object_storage_config.path`",
  attempts: "how often the records were sent",
  count: "how many records, as `1,100`",
  what: "what was wrong with the answer, or which outcome is missing",
} as const;

export type Facts = Readonly<Partial<Record<keyof typeof FACTS, string>>>;
