import type { IdDirectory } from "./relation.ts";

/** The directories of a sync, one for each object that others refer to. */
export interface Directories {
  readonly users: IdDirectory;
  readonly organizations: IdDirectory;
  readonly tickets: IdDirectory;
}
