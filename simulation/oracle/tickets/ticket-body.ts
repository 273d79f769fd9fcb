import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { Account } from "../object-oracle.ts";

const CUSTOM_FIELD = "custom_fields.";
/** A ticket's past, which only an import writes. */
const PAST = ["created_at", "updated_at", "solved_at"] as const;
/** Columns that name people and groups, and the attributes with their ids. */
const PEOPLE = { requester: "requester_id", submitter: "submitter_id", assignee: "assignee_id" } as const;
/** What depends on the ticket that exists, or has another form in requests. */
const OWN_FORM: ReadonlySet<string> = new Set([
  "id",
  "tags",
  "group",
  "email_ccs",
  "followers",
  "comment",
  "comments",
  ...Object.keys(PEOPLE),
  ...PAST,
]);

interface WrittenComment {
  readonly author_id: number;
  readonly body: unknown;
}

/** Values as Zendesk takes them, without those that depend on the ticket. */
export function plainBody(user: RecordData, account: Account): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  const fields: object[] = [];
  for (const [column, value] of Object.entries(user)) {
    if (OWN_FORM.has(column)) continue;
    const title = column.startsWith(CUSTOM_FIELD) ? column.slice(CUSTOM_FIELD.length) : undefined;
    if (title === undefined) body[column] = value;
    else fields.push({ id: idOfField(title, account), value });
  }
  for (const [column, attribute] of Object.entries(PEOPLE)) {
    if (user[column] !== undefined) body[attribute] = idOfPerson(user[column], account);
  }
  const { group } = user;
  if (group !== undefined) body["group_id"] = account.groups.find(({ name }) => name === group)?.id;
  for (const list of ["email_ccs", "followers"]) {
    const ids = idsOfPeople(user[list], account);
    if (ids.length > 0) body[list] = ids.map((user_id) => ({ user_id, action: "put" }));
  }
  return { ...body, custom_fields: fields };
}

/** When a ticket to import was created, changed and solved. */
export function timesOf(user: RecordData): object {
  return Object.fromEntries(PAST.flatMap((column) => (user[column] === undefined ? [] : [[column, user[column]]])));
}

/** The comment of a record. Without an author, it is the caller's. */
export function commentOf(comment: unknown, account: Account): WrittenComment | undefined {
  if (comment === undefined) return undefined;
  const { author, body, ...parts } = comment as RecordData;
  return { ...parts, body, author_id: author === undefined ? account.owner.id : idOfPerson(author, account) };
}

/** All comments of a ticket to import, that of the record first. */
export function commentsOf({ comment, comments }: RecordData, account: Account): readonly WrittenComment[] {
  const past: readonly unknown[] = Array.isArray(comments) ? comments : [];
  return [comment, ...past].flatMap((each) => commentOf(each, account) ?? []);
}

export function idsOfCcs({ email_ccs: ccs }: RecordData, account: Account): readonly number[] {
  return idsOfPeople(ccs, account);
}

function idsOfPeople(people: unknown, account: Account): readonly number[] {
  return Array.isArray(people) ? people.map((person) => idOfPerson(person, account)) : [];
}

/** Whether a record names a requester who is not there yet. */
export function namesNobody({ requester }: RecordData, account: Account): boolean {
  return requester !== undefined && userNamed(requester, account) === undefined;
}

function idOfField(title: string, { ticketFields }: Account): number | undefined {
  return ticketFields.list.find((field) => field.title === title)?.id;
}

export function idOfPerson(named: unknown, account: Account): number {
  const user = userNamed(named, account);
  if (!user) throw new Error(`the reference does not have ${JSON.stringify(named)}`);
  return user.id;
}

function userNamed(named: unknown, { users }: Account): ReturnType<Account["users"]["byId"]> {
  const { email, external_id: externalId, id } = named as RecordData;
  if (typeof email === "string") return users.byIdentity("email", email);
  return typeof externalId === "string" ? users.byExternalId(externalId) : users.byId(Number(id));
}

/** Whether the record says who submits a new ticket and who writes its comment. They may be the same person. */
export function namesTwoAuthors({ comment, submitter }: RecordData): boolean {
  return submitter !== undefined && ((comment ?? {}) as RecordData)["author"] !== undefined;
}
