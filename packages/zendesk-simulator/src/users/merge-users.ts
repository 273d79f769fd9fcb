import { InvalidRecord } from "../records/invalid-record.ts";
import type { StoredUser } from "./stored-user.ts";
import type { UserStore } from "./user-store.ts";

/**
 * Merges one end user into another. The first is gone; its addresses and its external id stay taken, so writing
 * them to any user fails with "already being used by another user" (Zendesk community, topic 21742).
 */
export function mergeUsers(users: UserStore, loser: StoredUser, winner: StoredUser, nowMs: number): void {
  if (loser === winner) throw new InvalidRecord("base", "InvalidValue", "A user cannot be merged into itself");
  if (loser.role !== "end-user" || winner.role !== "end-user") {
    throw new InvalidRecord("base", "InvalidValue", "Only end users can be merged");
  }
  users.delete(loser, nowMs, { keepsKeys: true });
  users.touch(winner, nowMs);
}
