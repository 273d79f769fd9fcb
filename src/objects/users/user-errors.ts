import type { ForbiddenRule } from "../../errors/error-context.ts";
import { DELETION_ERRORS, DELETION_FORBIDDEN_RULE } from "./deletions/deletion-errors.ts";
import { IMPORT_ERRORS, IMPORT_FORBIDDEN_RULE } from "./imports/import-errors.ts";
import { TEAM_ERRORS } from "./team/team-errors.ts";

/** Errors that occur only in syncs of users. */
export const USER_ERRORS = { ...IMPORT_ERRORS, ...TEAM_ERRORS, ...DELETION_ERRORS };

export const USER_FORBIDDEN_RULES: readonly ForbiddenRule[] = [IMPORT_FORBIDDEN_RULE, DELETION_FORBIDDEN_RULE];
