import type { Customer } from "./demo-input.ts";
import type { RejectedRecord } from "./rejected-records.ts";
import type { ZendeskUser } from "./simulated-account.ts";
import { printTable } from "./table.ts";

type Users = ReadonlyMap<string, ZendeskUser>;

/** Prints what the sync did to a user that was there, to a new one, and to one whose record was rejected. */
export function printPeople(before: Users, after: Users, rejected: readonly RejectedRecord[]): void {
  const rejections = new Map(rejected.map((rejection) => [String(rejection.record["id"]), rejection]));
  const hasPhone = (id: string) => (after.get(id)?.phone ?? null) !== null;
  const belongs = (id: string) => after.get(id)?.organization_ids.length !== 0;
  const ids = [...after.keys()].filter((id) => hasPhone(id) && belongs(id));
  const updated = ids.find((id) => before.has(id) && !rejections.has(id));
  const created = ids.find((id) => !before.has(id));
  const [refused] = rejections.keys();
  console.log("\nThree customers, before and after:");
  for (const [title, id] of [
    ["updated", updated],
    ["created", created],
    ["rejected", refused],
  ] as const) {
    if (id === undefined) continue;
    console.log(`\n  Customer ${id}: ${title}`);
    printTable([["", "before", "after"], ...differences(before.get(id), after.get(id))]);
    const rejection = rejections.get(id);
    if (rejection !== undefined) console.log(`    ${rejection.rejected_reason}: ${rejection.rejected_message}`);
  }
}

function differences(before: ZendeskUser | undefined, after: ZendeskUser | undefined): readonly (readonly string[])[] {
  const [old, now] = [shown(before), shown(after)];
  return Object.keys(now).map((field) => [field, old[field] ?? "", now[field] ?? ""]);
}

function shown(user: ZendeskUser | undefined): Readonly<Record<string, string>> {
  return {
    name: user?.name ?? "–",
    email: user?.email ?? "–",
    phone: user?.phone ?? "–",
    details: user?.details ?? "–",
    signup_date: String(user?.user_fields["signup_date"] ?? "–"),
    organizations: user === undefined ? "–" : String(user.organization_ids.length),
  };
}

/** Prints how many phone numbers Zendesk does not have, and why. */
export function printPhones(customers: readonly Customer[], after: Users, rejected: readonly RejectedRecord[]): void {
  const rejectedIds = new Set(rejected.map(({ record }) => String(record["id"])));
  const written = customers.filter(({ id }) => !rejectedIds.has(String(id)));
  const dropped = written.filter(({ id }) => (after.get(String(id))?.phone ?? null) === null);
  const impossible = dropped.filter(({ telephone }) => /^[01]/.test(areaCodeOf(telephone)));
  console.log(`
Phone numbers: ${written.length - dropped.length} were written in the form +16989301111, ${dropped.length} were dropped.
  ${impossible.length} of those have an area code that starts with 0 or 1, as none in the US does.
  The rest of each record was written (setting on_invalid_value: drop_value).`);
}

/** "+1-(098)-765-4321" → "098". */
function areaCodeOf(telephone: string): string {
  return telephone.replaceAll(/\D/g, "").slice(-10, -7);
}
