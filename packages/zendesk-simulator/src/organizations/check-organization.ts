import type { Role } from "../account/account-options.ts";
import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { Organization, OrganizationStore } from "./organization-store.ts";

/** In characters. Zendesk documents no limits; these are those of the usual database columns. */
const LONGEST_TEXTS = { name: 255, external_id: 255, details: 65_535, notes: 65_535 };

export function checkLengths(body: JsonObject): void {
  for (const [key, longest] of Object.entries(LONGEST_TEXTS)) {
    if ((textOf(body[key])?.length ?? 0) <= longest) continue;
    const label = `${key.charAt(0).toUpperCase()}${key.slice(1).replace("_id", "")}`;
    throw new InvalidRecord(key, "TooLong", `${label}: is too long (maximum is ${longest} characters)`);
  }
}

/** Zendesk's text has two spaces after the colon: "Name:  Acme has already been taken". */
export function checkKeysAreFree(
  organizations: OrganizationStore,
  target: Organization | undefined,
  name: string | undefined,
  externalId: string | undefined,
): void {
  const sameName = name === undefined ? undefined : organizations.byName(name);
  if (sameName !== undefined && sameName !== target) {
    throw new InvalidRecord("name", "DuplicateValue", `Name:  ${name} has already been taken`);
  }
  const sameExternalId = externalId === undefined ? undefined : organizations.byExternalId(externalId);
  if (sameExternalId !== undefined && sameExternalId !== target) {
    throw new InvalidRecord("external_id", "DuplicateValue", `External:  ${externalId} has already been taken`);
  }
}

/** Agents cannot create organizations, and may only write the notes of existing ones. */
export function checkMayWrite(writer: Role, target: Organization | undefined, body: JsonObject): void {
  if (writer === "admin") return;
  const isKey = (key: string) => {
    if (key === "id") return true;
    return key === "external_id" && textOf(body[key])?.toLowerCase() === target?.externalId?.toLowerCase();
  };
  if (target !== undefined && Object.keys(body).every((key) => key === "notes" || isKey(key))) return;
  const message = "You do not have permission to create or update this organization";
  throw new InvalidRecord("base", "PermissionDenied", message);
}
