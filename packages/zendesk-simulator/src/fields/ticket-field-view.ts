import type { JsonObject } from "../json.ts";
import type { CustomStatus } from "../tickets/ticket-settings.ts";
import { type CustomField, customFieldView } from "./custom-field.ts";

const STATUS_OPTIONS = ["Open", "Pending", "On-hold", "Solved"];

/** The fields that every ticket has. */
const SYSTEM_FIELDS = [
  { type: "subject", title: "Subject" },
  { type: "description", title: "Description" },
  { type: "status", title: "Status", options: STATUS_OPTIONS },
  { type: "tickettype", title: "Type", options: ["Question", "Incident", "Problem", "Task"] },
  { type: "priority", title: "Priority", options: ["Low", "Normal", "High", "Urgent"] },
  { type: "group", title: "Group" },
  { type: "assignee", title: "Assignee" },
  { type: "custom_status", title: "Ticket status" },
] as const satisfies readonly { type: string; title: string; options?: readonly string[] }[];

const FIRST_SYSTEM_ID = 6_205_800_000_026;

/** `GET ticket_fields`: the fields that every ticket has, then the custom ones. Fields of tickets have no key. */
export function ticketFieldViews(
  custom: readonly CustomField[],
  statuses: readonly CustomStatus[],
  origin: string,
): readonly JsonObject[] {
  const system = SYSTEM_FIELDS.map((field, position) => {
    const definition = { ...NO_FIELD, id: FIRST_SYSTEM_ID + position * 128, title: field.title };
    const options = "options" in field ? { system_field_options: optionViews(field.options) } : {};
    const { type } = field;
    const special = type === "custom_status" ? { custom_statuses: statuses.map(statusOption) } : options;
    return { ...ticketFieldView(definition, position, origin), type, removable: false, ...special };
  });
  return [...system, ...custom.map((field, index) => ticketFieldView(field, system.length + index, origin))];
}

const NO_FIELD = {
  key: "",
  type: "text",
  active: true,
  regexp: null,
  options: [],
  target: null,
  tag: null,
  isRequired: false,
  currency: null,
} as const;

function ticketFieldView(field: CustomField, position: number, origin: string): JsonObject {
  const { key: _key, system: _system, ...view } = customFieldView(field, "ticket_fields", position, origin);
  return {
    ...view,
    title_in_portal: field.title,
    raw_title_in_portal: field.title,
    agent_description: null,
    visible_in_portal: false,
    editable_in_portal: false,
    required: false,
    required_in_portal: false,
    collapsed_for_agents: false,
    agent_can_edit: true,
    removable: true,
    tag: field.tag,
  };
}

function optionViews(names: readonly string[]): readonly JsonObject[] {
  return names.map((name) => ({ name, value: name === "On-hold" ? "hold" : name.toLowerCase() }));
}

function statusOption({ id, category, label, isActive, isDefault }: CustomStatus): JsonObject {
  return { id, status_category: category, agent_label: label, active: isActive, default: isDefault };
}
