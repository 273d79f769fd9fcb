import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { FieldValues, Row } from "../zendesk-object.ts";

/** A row on its way: what it says, its organization known by id, and the user it is about, where one was looked up. */
export interface UserDraft {
  readonly row: Row;
  readonly values: FieldValues;
  /** Undefined: there is none, or it was not looked up. */
  readonly user: ZendeskUser | undefined;
  /** So much later than the look-up that a user whom it did not find may exist by then. */
  readonly isSentLate?: boolean;
}
