import type { z } from "zod";
import type { Authentication } from "./authentication.ts";
import { OutcomeUnknownError, ZendeskAnswerError, ZendeskHttpError, ZendeskUnavailableError } from "./errors.ts";
import { parseExactly } from "./exact-json.ts";
import { type HttpAnswer, type HttpTransport, NetworkError } from "./http-transport.ts";
import type { RequestBudget } from "./request-budget.ts";
import {
  FIRST_ANSWER_PATIENCE_MS,
  OUTAGE_PATIENCE_MS,
  backoffMs,
  isRetried,
  isTooManyJobs,
  retryAfterMs,
} from "./retry-policy.ts";
import { sleep } from "./sleep.ts";

export interface ZendeskRequest<Answer> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the account's origin, e.g. `/api/v2/users/me`. Ids in it are encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  readonly answer: z.ZodType<Answer>;
  /** False where doing it twice would count twice: then an unknown outcome is thrown, not repeated. */
  readonly isRepeatable?: boolean;
  /** Awaited before each repetition of a try that may have been acted on: what it has set off can be waited for here. */
  readonly beforeRepeat?: () => Promise<void>;
  /** Awaited before a request is repeated that was refused because the account's bulk jobs are all in use. */
  readonly whenJobsAreFull?: () => Promise<void>;
  /** Polls go before writes when requests per minute are short. */
  readonly kind?: "write" | "poll";
  /** Ends waiting; a request that is under way is never broken off, for its outcome would be unknown. */
  readonly signal?: AbortSignal;
}

/** What the client tells of itself while it works. */
export interface ClientObserver {
  requested(method: string, path: string): void;
  /** `cause` is fit for people: "Zendesk's rate limit (429)". */
  waiting(cause: string, ms: number): void;
  /** Zendesk dropped something from a request without failing it (`x-zendesk-api-warn`). */
  warned(method: string, path: string): void;
}

export interface ZendeskClientOptions {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  readonly authentication: Authentication;
  readonly budget: RequestBudget;
  readonly observer: ClientObserver;
  readonly random: () => number;
  /** How long to try before Zendesk has answered once. */
  readonly firstAnswerPatienceMs?: number | undefined;
}

export interface ZendeskAnswer<Body> {
  readonly httpStatus: number;
  readonly body: Body;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
}

/**
 * Requests to one Zendesk account: authenticated, within the budget, repeated while there is hope.
 *
 * Throws `ZendeskHttpError` (Zendesk says no), `ZendeskUnavailableError` (it stayed away or overloaded, for
 * `OUTAGE_PATIENCE_MS` without what it asked for), `ZendeskAnswerError` (it never answered anything readable) and, for
 * what must not be done twice, `OutcomeUnknownError`.
 */
export class ZendeskClient {
  readonly #options: ZendeskClientOptions;
  /** Whether Zendesk, or what stands in its place, has ever answered. */
  #answered = false;
  /** Whether an answer was ever of the shape that Zendesk documents. */
  #understood = false;

  constructor(options: ZendeskClientOptions) {
    this.#options = options;
  }

  async request<Body>(request: ZendeskRequest<Body>): Promise<ZendeskAnswer<Body>> {
    const { budget, observer, random } = this.#options;
    let unaskedMs = 0;
    for (let attempt = 0; ; attempt++) {
      const startedAt = Date.now();
      const outcome = await this.#attempt(request);
      if (outcome instanceof NetworkError || outcome instanceof ZendeskAnswerError || "status" in outcome) {
        if (request.isRepeatable === false && mayHaveActed(outcome)) throw new OutcomeUnknownError(request);
        const answer = "status" in outcome ? outcome : undefined;
        const asked = answer && retryAfterMs(answer, Date.now());
        const wait = asked ?? backoffMs(attempt, answer, random);
        if (asked === undefined) unaskedMs += Date.now() - startedAt + wait;
        if (unaskedMs > this.#patienceMs()) {
          throw new ZendeskUnavailableError(unaskedMs, answer ? new ZendeskHttpError(request, answer) : outcome);
        }
        observer.waiting(waitCause(outcome), wait);
        // A full job queue concerns this request alone; any other 429 concerns the whole account.
        if (answer?.status === 429 && !isTooManyJobs(answer)) budget.pause(wait);
        await sleep(wait, request.signal);
        if (answer && isTooManyJobs(answer)) await request.whenJobsAreFull?.();
        if (mayHaveActed(outcome)) await request.beforeRepeat?.();
      } else return outcome;
    }
  }

  /** An answer, or what is worth another try: a status that passes, no answer, or one that cannot be read. */
  async #attempt<Body>(
    request: ZendeskRequest<Body>,
  ): Promise<ZendeskAnswer<Body> | HttpAnswer | NetworkError | ZendeskAnswerError> {
    let answer: HttpAnswer;
    try {
      answer = await this.#authorized(request);
    } catch (error) {
      if (error instanceof NetworkError) return error;
      // The token endpoint's answer counts like that to the request itself.
      if (error instanceof ZendeskHttpError && isRetried(error.answer)) return error.answer;
      throw error;
    }
    this.#answered = true;
    if (isRetried(answer)) return answer;
    if (answer.status >= 300) throw new ZendeskHttpError(request, answer);
    const body = readBody(request, answer);
    if (body instanceof ZendeskAnswerError) {
      // From the start it is another server, or no account; later it is an outage that a proxy answers for.
      if (!this.#understood) throw body;
      return body;
    }
    this.#understood = true;
    if (answer.headers["x-zendesk-api-warn"]) this.#options.observer.warned(request.method, request.path);
    const { headers, status } = answer;
    return { httpStatus: status, body: body.parsed, headers, requestId: headers["x-request-id"] };
  }

  #patienceMs(): number {
    return this.#answered ? OUTAGE_PATIENCE_MS : (this.#options.firstAnswerPatienceMs ?? FIRST_ANSWER_PATIENCE_MS);
  }

  /** A 401 may mean that the token has expired: one new token is tried. */
  async #authorized(request: ZendeskRequest<unknown>): Promise<HttpAnswer> {
    const { authentication } = this.#options;
    const authorization = await authentication.authorization();
    const answer = await this.#send(request, authorization);
    if (answer.status !== 401 || !(await authentication.renew(authorization))) return answer;
    return this.#send(request, await authentication.authorization());
  }

  async #send(request: ZendeskRequest<unknown>, authorization: string): Promise<HttpAnswer> {
    const { baseUrl, budget, observer, transport } = this.#options;
    await budget.take(request.kind ?? "write", request.signal);
    observer.requested(request.method, request.path);
    const query = request.query ? `?${new URLSearchParams(request.query).toString()}` : "";
    const answer = await transport({
      method: request.method,
      url: baseUrl + request.path + query,
      headers: {
        authorization,
        accept: "application/json",
        ...(request.body !== undefined && { "content-type": "application/json" }),
      },
      ...(request.body !== undefined && { body: request.body }),
    });
    budget.observe(answer.headers);
    return answer;
  }
}

function readBody<Body>(
  request: ZendeskRequest<Body>,
  answer: HttpAnswer,
): { readonly parsed: Body } | ZendeskAnswerError {
  let json: unknown;
  try {
    json = parseExactly(answer.body);
  } catch {
    return new ZendeskAnswerError(request, "is no JSON");
  }
  const parsed = request.answer.safeParse(json);
  if (parsed.success) return { parsed: parsed.data };
  const places = parsed.error.issues.map((issue) => issue.path.join(".") || "the top level");
  return new ZendeskAnswerError(request, `has an unknown shape at ${[...new Set(places)].join(", ")}`);
}

/** Never reached, or turned away before anything was done: these may be repeated even where a repetition would count. */
const NOT_ACTED_CODES: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
const NOT_ACTED_STATUSES: ReadonlySet<number> = new Set([409, 429, 503]);

function mayHaveActed(outcome: HttpAnswer | NetworkError | ZendeskAnswerError): boolean {
  if (outcome instanceof NetworkError) return !NOT_ACTED_CODES.has(outcome.code);
  return outcome instanceof ZendeskAnswerError || !NOT_ACTED_STATUSES.has(outcome.status);
}

function waitCause(outcome: HttpAnswer | NetworkError | ZendeskAnswerError): string {
  if (outcome instanceof ZendeskAnswerError) return "what answers is not Zendesk, or it is cut off";
  if (outcome instanceof NetworkError) return `no answer from Zendesk (${outcome.code})`;
  if (isTooManyJobs(outcome)) return "the account's bulk jobs are all in use (429 TooManyJobs)";
  if (outcome.status === 429) return "Zendesk's rate limit (429)";
  return `Zendesk is unavailable for the moment (${outcome.status})`;
}
