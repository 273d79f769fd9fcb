import type { JsonObject } from "../json.ts";
import type { TicketStatus } from "./ticket.ts";

export interface Group {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
}

export interface CustomStatus {
  readonly id: number;
  readonly category: Exclude<TicketStatus, "closed">;
  readonly label: string;
  readonly isActive: boolean;
  /** The one that a ticket gets when only its status is written. */
  readonly isDefault: boolean;
}

export const DEFAULT_GROUPS: readonly Group[] = [
  { id: 6_301_700_000_026, name: "Support", isDefault: true },
  { id: 6_301_700_000_154, name: "Billing", isDefault: false },
];

export const DEFAULT_CUSTOM_STATUSES: readonly CustomStatus[] = [
  { id: 6_301_800_000_026, category: "new", label: "New", isActive: true, isDefault: true },
  { id: 6_301_800_000_154, category: "open", label: "Open", isActive: true, isDefault: true },
  { id: 6_301_800_000_282, category: "pending", label: "Pending", isActive: true, isDefault: true },
  { id: 6_301_800_000_410, category: "hold", label: "On-hold", isActive: true, isDefault: true },
  { id: 6_301_800_000_538, category: "solved", label: "Solved", isActive: true, isDefault: true },
  { id: 6_301_800_000_666, category: "pending", label: "Awaiting supplier", isActive: true, isDefault: false },
  { id: 6_301_800_000_794, category: "hold", label: "Parked", isActive: false, isDefault: false },
];

const CREATED = "2024-01-15T09:00:00Z";

export function groupView({ id, name, isDefault }: Group, origin: string): JsonObject {
  return {
    url: `${origin}/api/v2/groups/${id}.json`,
    id,
    is_public: true,
    name,
    description: "",
    default: isDefault,
    deleted: false,
    created_at: CREATED,
    updated_at: CREATED,
  };
}

export function customStatusView({ id, category, label, isActive, isDefault }: CustomStatus): JsonObject {
  return {
    id,
    status_category: category,
    agent_label: label,
    raw_agent_label: label,
    end_user_label: label,
    raw_end_user_label: label,
    description: "",
    raw_description: "",
    end_user_description: "",
    raw_end_user_description: "",
    active: isActive,
    default: isDefault,
    created_at: CREATED,
    updated_at: CREATED,
  };
}
