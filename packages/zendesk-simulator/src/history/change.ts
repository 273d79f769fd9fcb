import type { FieldChange } from "./thing-fields.ts";

/** Who changed something: a request, a job that a request made, or somebody else. */
export interface Cause {
  readonly title: string;
  readonly requestNumber?: number | undefined;
  readonly jobId?: string | undefined;
}

export type ChangeAction = "created" | "updated" | "deleted";

/** What one cause did to one thing. */
export interface Change {
  readonly at: number;
  /** Of the kind of thing: "users". */
  readonly kind: string;
  readonly id: number | string;
  readonly name: string;
  readonly action: ChangeAction;
  readonly fields: readonly FieldChange[];
  readonly cause: Cause;
}
