import type { ObjectOracle } from "../object-oracle.ts";
import { keysOfMembershipId, keysOfMembershipRow, membershipKeysInRequest } from "./membership-keys.ts";
import { organizationNamedIn, partKeysIn, userNamedIn } from "./named-pair.ts";
import { ReferenceMemberships } from "./reference-memberships.ts";

export const MEMBERSHIPS_ORACLE: ObjectOracle = {
  jobType: /membership/i,
  // Memberships have nothing but their keys.
  isUnmarked: true,
  serialOfRow: () => undefined,
  keysOfRow: keysOfMembershipRow,
  keysInRequest: membershipKeysInRequest,
  keysIn: ({ person }) => [person],
  namedIn: partKeysIn,
  keysOfId: keysOfMembershipId,
  heldBy: (record, account) => {
    const organization = organizationNamedIn(record, account);
    const memberships = userNamedIn(record, account)?.memberships ?? [];
    const isHeld = memberships.some(({ organizationId }) => organizationId === organization?.id);
    // No record writes what another one deletes, so any of its records may have written it.
    return isHeld ? [{ lastWriter: record.serial }] : [];
  },
  hasFollowUp: () => false,
  ownReasons: [],
  whenDisturbed: {
    upsert: { effects: ["created", "unchanged"], reasons: [] },
    insert: { effects: ["created"], reasons: ["already_exists"] },
    update: { effects: [], reasons: [] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
    ignored: { effects: [], reasons: [] },
  },
  whenChangedByOthers: {
    upsert: { effects: ["created", "unchanged"], reasons: [] },
    insert: { effects: ["created"], reasons: ["already_exists"] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
  },
  reference: (client, outcomes) => new ReferenceMemberships(client, outcomes),
  // A user's memberships are compared with the user.
  comparable: () => new Set(),
};
