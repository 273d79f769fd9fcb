import { record } from "../../testing/input/airbyte-messages.ts";

/** The record of a new user. */
export function userLine(index: number): string {
  return record({ external_id: `u${index}`, name: `User ${index}`, email: `u${index}@example.com` });
}
