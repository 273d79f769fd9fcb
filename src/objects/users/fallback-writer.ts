import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { createUser, upsertUser } from "../../zendesk/resources/single-user.ts";
import { UpsertPace } from "../../zendesk/resources/upsert-pace.ts";
import { orRefused, refusedRequest } from "../refused-request.ts";
import type { WriteRequest } from "../zendesk-object.ts";
import { type SentUser, writeInBulk } from "./bulk-writer.ts";
import type { UserDraft } from "./user-draft.ts";
import { findUsers, isSearched } from "./find-users.ts";
import { forbiddenUser, singleOutcome } from "./row-outcome.ts";
import { userPayload } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

/**
 * Inserts and upserts without the permission to import in bulk: users that a list of external ids finds are
 * updated in bulk, the others are sent one by one.
 */
export class FallbackWriter {
  readonly #settings: UsersSettings;
  readonly #pace = new UpsertPace();
  /** Whether Zendesk has taken, or judged, any user of these credentials. */
  #mayWrite = false;

  constructor(settings: UsersSettings) {
    this.#settings = settings;
  }

  async write(drafts: readonly UserDraft[], request: WriteRequest): Promise<readonly SentUser[]> {
    if (request.mode === "insert") return this.#writeSingly(drafts, request);
    const parted = await orRefused(part(drafts, request));
    if ("refused" in parted) return drafts.map(({ row }) => ({ row, outcome: parted.refused }));
    const { known, others } = parted.found;
    const updated = known.length > 0 ? await writeInBulk("update_many", known, request, this.#settings) : [];
    if (known.length > 0) this.#mayWrite = true;
    if (others.length === 0) return updated;
    return [...updated, ...(await this.#pace.inSeries(() => this.#writeSingly(others, request)))];
  }

  /** Once the sync is to end, the rest is not sent, and nothing is said of it. */
  async #writeSingly(drafts: readonly UserDraft[], request: WriteRequest): Promise<readonly SentUser[]> {
    const sent: SingleUser[] = [];
    for (const draft of drafts) sent.push(request.signal.aborted ? unsent(draft) : await this.#send(draft, request));
    // A 403 is about its user only where these credentials may write others.
    const forbidden = sent.find(({ refusal }) => refusal)?.refusal;
    if (forbidden && !this.#mayWrite) throw forbidden;
    return sent;
  }

  async #send(draft: UserDraft, request: WriteRequest): Promise<SingleUser> {
    const { row } = draft;
    const { api, mode, signal } = request;
    const { user, followUp } = userPayload({ ...draft, isSentLate: true }, mode, this.#settings);
    try {
      const answer = await (mode === "insert"
        ? createUser(api.client, user, signal)
        : this.#pace.send(() => upsertUser(api.client, user, signal), signal));
      this.#mayWrite = true;
      const userId = "id" in answer.result ? answer.result.id : undefined;
      return { row, outcome: singleOutcome(answer, mode), userId, followUp };
    } catch (error) {
      if (signal.aborted) return unsent(draft);
      if (isForbidden(error)) return { row, outcome: forbiddenUser(error), refusal: error };
      const outcome = refusedRequest(error);
      if (!outcome) throw error;
      return { row, outcome };
    }
  }
}

interface SingleUser extends SentUser {
  readonly refusal?: ZendeskHttpError;
}

function isForbidden(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 403;
}

/**
 * Users whom a list of external ids shows to exist, and the rest: an address, or an external id with a comma, could only
 * be searched for, in an index that lags.
 */
async function part(
  drafts: readonly UserDraft[],
  request: WriteRequest,
): Promise<{ readonly known: readonly UserDraft[]; readonly others: readonly UserDraft[] }> {
  const sought = drafts.filter(({ row, user }) => !user && !isSearched(row));
  const found = await findUsers(
    sought.map(({ row }) => row),
    request,
  );
  const known: UserDraft[] = [];
  const others: UserDraft[] = [];
  for (const draft of drafts) {
    const user = isSearched(draft.row) ? undefined : (draft.user ?? found.get(draft.row));
    if (user) known.push({ ...draft, user });
    else others.push(draft);
  }
  return { known, others };
}

function unsent({ row }: UserDraft): SentUser {
  return { row, outcome: { kind: "unknown", cause: "silent", why: "the sync was to end before it was sent" } };
}
