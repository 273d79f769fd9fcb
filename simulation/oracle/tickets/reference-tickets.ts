import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account, ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, outcomeOf } from "../reference-client.ts";
import { resultingList } from "../resulting-list.ts";
import { isAmbiguous, ticketsOfRecord } from "./held-tickets.ts";
import {
  commentOf,
  commentsOf,
  idOfPerson,
  idsOfCcs,
  namesNobody,
  namesTwoAuthors,
  plainBody,
  timesOf,
} from "./ticket-body.ts";
import type { StoredTicket } from "./ticket-keys.ts";

const TICKETS = "/api/v2/tickets";
const IMPORTS = "/api/v2/imports/tickets";
const MAX_EMAIL_CCS = 48;

/** Sends records of tickets, each in a separate job, because the result of one affects the next. */
export class ReferenceTickets implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
  }

  send(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): void {
    this.#outcomes.set(record.serial, outcomeOf(record, meaning, this.#write(record, meaning, connector)));
  }

  flush(): void {
    // Nothing ever waits.
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning, { settings }: ConnectorScenario): Result {
    const { account } = this.#client.simulator;
    const { user } = record;
    if (meaning !== "delete" && namesNobody(user, account)) return { reason: "not_found" };
    if (isAmbiguous(record, account)) return { reason: "ambiguous_key" };
    const [held] = ticketsOfRecord(record, account);
    if (meaning === "delete") {
      if (held === undefined) return { status: "Unchanged" };
      return this.#client.run("DELETE", `${TICKETS}/destroy_many?ids=${held.id}`)[0];
    }
    if (hasTooManyCcs(held, user, account)) return { reason: "invalid_value" };
    const tags = resultingList(held?.tags ?? [], user["tags"], settings["tags_mode"]);
    const plain = plainBody(user, account);
    if (held !== undefined && meaning === "insert") return { reason: "already_exists" };
    if (held !== undefined) return this.#update(held, user, { ...plain, ...(tags && changeOfTags(held.tags, tags)) });
    if (meaning === "update" || user["id"] !== undefined) return { reason: "not_found" };
    if (settings["tickets_create"] === "live" && hasOtherAuthor(user, account)) return { reason: "invalid_value" };
    return this.#create(user, { ...plain, ...(tags && { tags }) }, settings);
  }

  #update(held: StoredTicket, user: RecordData, body: object): Result {
    if (held.status === "closed") return { reason: "closed_ticket" };
    const comment = commentOf(user["comment"], this.#client.simulator.account);
    const isThere =
      comment === undefined ||
      held.comments.some(({ authorId, body: text }) => authorId === comment.author_id && text === comment.body);
    const change = { ...body, id: held.id, ...(!isThere && { comment }) };
    return this.#client.run("PUT", `${TICKETS}/update_many`, { tickets: [change] })[0];
  }

  #create(user: RecordData, body: object, settings: ConnectorScenario["settings"]): Result {
    const isLive = settings["tickets_create"] === "live";
    const [result] = isLive ? this.#createLive(user, body) : this.#import(user, body, settings);
    return result?.["error"] === undefined ? { status: "Created" } : result;
  }

  /** With its past. */
  #import(user: RecordData, body: object, settings: ConnectorScenario["settings"]): readonly Result[] {
    const comments = commentsOf(user, this.#client.simulator.account);
    const ticket = { ...body, ...timesOf(user), ...(comments.length > 0 && { comments }) };
    const query = settings["archive_immediately"] === true ? "?archive_immediately=true" : "";
    return this.#client.run("POST", `${IMPORTS}/create_many${query}`, { tickets: [ticket] });
  }

  /** A live ticket has a comment, and its author is the submitter. */
  #createLive(user: RecordData, body: object): readonly Result[] {
    const comment = commentOf(user["comment"], this.#client.simulator.account);
    const author = comment && { submitter_id: comment.author_id };
    const ticket = { ...author, ...body, comment: comment ?? { body: user["subject"] } };
    return this.#client.run("POST", `${TICKETS}/create_many`, { tickets: [ticket] });
  }
}

/** Zendesk would make the submitter the author of the comment. */
function hasOtherAuthor(user: RecordData, account: Account): boolean {
  if (!namesTwoAuthors(user)) return false;
  const { author } = user["comment"] as RecordData;
  return idOfPerson(author, account) !== idOfPerson(user["submitter"], account);
}

function hasTooManyCcs(held: StoredTicket | undefined, user: RecordData, account: Account): boolean {
  return new Set([...(held?.emailCcIds ?? []), ...idsOfCcs(user, account)]).size > MAX_EMAIL_CCS;
}

/** Replacing the tags would empty the fields of the ticket that have tags. */
function changeOfTags(held: readonly string[], wanted: readonly string[]): object {
  return {
    additional_tags: wanted.filter((tag) => !held.includes(tag)),
    remove_tags: held.filter((tag) => !wanted.includes(tag)),
  };
}
