import { isList, isObject, type Json } from "../json.ts";
import { badRequest, notSimulated } from "../refusal.ts";

/** Kept as sent. */
export const PLAIN_TICKET_ATTRIBUTES: ReadonlySet<string> = new Set([
  "brand_id",
  "due_at",
  "priority",
  "problem_id",
  "recipient",
  "ticket_form_id",
  "type",
]);

const WRITABLE_ATTRIBUTES = [
  ...PLAIN_TICKET_ATTRIBUTES,
  "assignee_id",
  "comment",
  "custom_fields",
  "custom_status_id",
  "description",
  "email_ccs",
  "external_id",
  "fields",
  "followers",
  "group_id",
  "id",
  "metadata",
  "organization_id",
  "raw_subject",
  "requester",
  "requester_id",
  "status",
  "subject",
  "submitter_id",
  "tags",
] as const;

/** What each kind of request may write. Zendesk drops everything else and names it in `x-zendesk-api-warn`. */
export const createAttributes: ReadonlySet<string> = new Set(WRITABLE_ATTRIBUTES);
export const importAttributes: ReadonlySet<string> = new Set([
  ...WRITABLE_ATTRIBUTES,
  "comments",
  "created_at",
  "solved_at",
  "updated_at",
]);
export const updateAttributes: ReadonlySet<string> = new Set([...WRITABLE_ATTRIBUTES, "safe_update", "updated_stamp"]);
/** Tags can only be added and removed in `update_many`. */
export const updateManyAttributes: ReadonlySet<string> = new Set([
  ...updateAttributes,
  "additional_tags",
  "remove_tags",
]);

/** What Zendesk knows and the simulator does not. */
const UNSIMULATED = [
  "additional_collaborators",
  "assignee_email",
  "collaborator_ids",
  "collaborators",
  "macro_id",
  "macro_ids",
  "sharing_agreement_ids",
  "sharing_agreements",
  "via_followup_source_id",
  "voice_comment",
];

export const MAX_EMAIL_CCS = 48;

/** Throws the 501 for attributes that have an effect in Zendesk but not here. */
export function checkSimulated(records: readonly Json[]): void {
  for (const record of records) {
    if (!isObject(record)) continue;
    const name = UNSIMULATED.find((unsimulated) => record[unsimulated] !== undefined);
    if (name !== undefined) throw notSimulated(`the attribute "${name}" of a ticket`);
    const comments = [record["comment"], ...(isList(record["comments"]) ? record["comments"] : [])];
    if (comments.some((comment) => isObject(comment) && comment["uploads"] !== undefined)) {
      throw notSimulated('the attribute "uploads" of a comment');
    }
  }
}

/** A creation with more e-mail CCs is a 400 for the whole request; an update silently loses those beyond the limit. */
export function checkEmailCcs(records: readonly Json[]): void {
  for (const record of records) {
    const ccs = isObject(record) ? record["email_ccs"] : undefined;
    if (isList(ccs) && ccs.length > MAX_EMAIL_CCS) {
      throw badRequest("InvalidParameters", `email_ccs: at most ${MAX_EMAIL_CCS} are allowed`);
    }
  }
}
