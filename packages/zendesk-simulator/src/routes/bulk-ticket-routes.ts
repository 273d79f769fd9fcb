import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import { requiredNames } from "../query-names.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { badRequest } from "../refusal.ts";
import type { Ticket } from "../tickets/ticket.ts";
import {
  checkEmailCcs,
  checkSimulated,
  createAttributes,
  importAttributes,
  updateManyAttributes,
} from "../tickets/ticket-attributes.ts";
import { createTicket, importTicket, updateTicket } from "../tickets/write-ticket.ts";
import { acceptJob } from "./accept-job.ts";
import { errorCode, jobOf } from "./bulk-rows.ts";
import { shown, writeOne } from "./ticket-routes.ts";
import { actorOf, ticketRows, ticketWarning } from "./ticket-calls.ts";

/** Recorded answers have this name for deletions too. */
const UPDATE_JOB = { jobType: "Bulk Update Ticket", jobClass: "TicketBulkUpdateJob" };
const CREATE_JOB = {
  jobType: "Bulk Create Ticket",
  jobClass: "TicketBulkCreateJob",
  activity: "Creating ticket",
};
const IMPORT_JOB = {
  jobType: "Bulk Import Ticket",
  jobClass: "TicketBulkImportJob",
  activity: "Importing ticket",
};
/** Of the simulated account; rows of tickets name it. */
const ACCOUNT_ID = 18_525_119;

function createMany(call: Call): Reply {
  const rows = ticketRows(call);
  checkEmailCcs(rows);
  const actor = actorOf(call);
  const write = (row: JsonObject, nowMs: number) => createTicket(call.account, row, actor, nowMs);
  const warning = ticketWarning(rows, "tickets", "create_many", createAttributes);
  return acceptJob(call, creation(CREATE_JOB, rows, write), warning);
}

function importMany(call: Call): Reply {
  const rows = ticketRows(call);
  checkEmailCcs(rows);
  const actor = actorOf(call);
  const options = importOptions(call);
  const write = (row: JsonObject, nowMs: number) => importTicket(call.account, row, actor, nowMs, options);
  const warning = ticketWarning(rows, "tickets", "create_many", importAttributes);
  return acceptJob(call, creation(IMPORT_JOB, rows, write), { ...warning, controller: "imports/tickets" });
}

function importOne(call: Call): Reply {
  const { account, nowMs } = call;
  const body = bodyObject(call, "ticket");
  checkTypes([body]);
  checkSimulated([body]);
  checkEmailCcs([body]);
  const ticket = writeOne({}, () => importTicket(account, body, actorOf(call), nowMs, importOptions(call)));
  return { status: 201, body: shown(call, ticket) };
}

function importOptions({ query }: Call): { archivesClosed: boolean } {
  return { archivesClosed: query.get("archive_immediately") === "true" };
}

function creation(
  name: typeof CREATE_JOB,
  rows: readonly JsonObject[],
  write: (row: JsonObject, nowMs: number) => Ticket,
) {
  const result = (index: number, nowMs: number): JsonObject => ({
    index,
    id: write(rows[index] ?? {}, nowMs).id,
    account_id: ACCOUNT_ID,
  });
  const failed = (index: number, error: InvalidRecord): JsonObject => ({
    index,
    error: errorCode(error, "TicketCreateFailed"),
    details: error.message,
  });
  return jobOf(name, rows, result, failed);
}

function updateMany(call: Call): Reply {
  const { account } = call;
  const actor = actorOf(call);
  const rows = updateRows(call);
  const targetOf = (index: number) => account.tickets.byId(Number(textOf(rows[index]?.["id"])));
  const write = (index: number, nowMs: number): JsonObject => {
    const target = targetOf(index) ?? failUnknown();
    if (!account.ticketLimits.takeUpdateOf(actor.id, target.id, nowMs)) throw tooManyUpdates();
    updateTicket(account, target, changeIn(call, rows[index] ?? {}), actor, nowMs);
    return { id: target.id, action: "update", status: "Updated", success: true };
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => {
    const id = targetOf(index)?.id;
    const code = errorCode(error, "TicketUpdateFailed");
    return { index, error: code, ...(id === undefined ? {} : { id }), details: error.message };
  };
  const warning = ticketWarning(rows, "tickets", "update_many", updateManyAttributes);
  return acceptJob(call, jobOf({ ...UPDATE_JOB, activity: "Updating ticket" }, rows, write, failed), warning);
}

/** The same change for all (`?ids=`), or one for each, never both. */
function updateRows(call: Call): readonly JsonObject[] {
  if (!call.query.has("ids")) return ticketRows(call);
  const { values } = requiredNames(call);
  if (isObject(call.body) && call.body["tickets"] !== undefined) {
    throw badRequest("InvalidParameters", "ids cannot be combined with tickets");
  }
  const change = bodyObject(call, "ticket");
  checkTypes([change]);
  checkSimulated([change]);
  return values.map((id) => ({ ...change, id }));
}

function destroyMany(call: Call): Reply {
  const { tickets } = call.account;
  const ids = requiredNames(call).values.map(Number);
  const write = (index: number, nowMs: number): JsonObject => {
    const target = tickets.byId(ids[index] ?? 0) ?? failUnknown();
    tickets.delete(target, nowMs);
    const { id, subject } = target;
    return {
      account_id: ACCOUNT_ID,
      id,
      title: subject,
      status: "Deleted",
      action: "delete",
      success: true,
      errors: "",
    };
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => ({
    id: ids[index] ?? null,
    action: "delete",
    success: false,
    error: error.code,
    details: error.message,
  });
  const rows = ids.map((id) => ({ id }));
  return acceptJob(call, jobOf({ ...UPDATE_JOB, activity: "Deleting ticket" }, rows, write, failed));
}

function changeIn({ account }: Call, row: JsonObject): JsonObject {
  if (!account.options.dropsBulkMetadata) return row;
  const { metadata: _dropped, ...change } = row;
  return change;
}

function failUnknown(): never {
  throw new InvalidRecord("base", "RecordNotFound", "Couldn't find Ticket");
}

function tooManyUpdates(): InvalidRecord {
  return new InvalidRecord("base", "TooManyRequests", "Too many updates of this ticket");
}

const IMPORTS = { allowed: "admin", parameters: ["archive_immediately"] } as const;

export const bulkTicketRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/tickets/create_many", handle: createMany },
  { method: "POST", path: "api/v2/imports/tickets", handle: importOne, ...IMPORTS },
  { method: "POST", path: "api/v2/imports/tickets/create_many", handle: importMany, ...IMPORTS },
  { method: "PUT", path: "api/v2/tickets/update_many", handle: updateMany, parameters: ["ids"] },
  { method: "DELETE", path: "api/v2/tickets/destroy_many", handle: destroyMany, parameters: ["ids"] },
];
