import { parseOrUndefined, readErrorBody } from "./error-body.ts";
import type { HttpAnswer } from "./http-transport.ts";
import { type ValidationError, readValidationErrors } from "./validation-errors.ts";

/** Statuses for a request's content, including its URL and headers. Other statuses are about the account. */
const ABOUT_CONTENT: ReadonlySet<number> = new Set([400, 413, 414, 422, 431]);

/** Zendesk refused the request. `description` may contain personal data: never log it. */
export class ZendeskHttpError extends Error {
  override readonly name = "ZendeskHttpError";
  /** Without its body, which may quote personal data. */
  readonly answer: HttpAnswer;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  /** Zendesk's machine-readable code, e.g. `RecordInvalid`, `TooManyJobs`; empty if the answer has none. */
  readonly code: string;
  /** Zendesk's own text, in the language of the calling user. */
  readonly description: string;
  /** What a 422 finds wrong with the record, property by property. */
  readonly validationErrors: readonly ValidationError[];
  readonly requestId: string | undefined;

  constructor(request: { method: string; path: string }, answer: HttpAnswer) {
    const { code, description } = readErrorBody(answer.body);
    super(`Zendesk returned ${answer.status}${code && ` ${code}`} for ${request.method} ${request.path}`);
    this.answer = { ...answer, body: "" };
    this.status = answer.status;
    this.method = request.method;
    this.path = request.path;
    this.code = code;
    this.description = description;
    this.validationErrors = readValidationErrors(parseOrUndefined(answer.body));
    this.requestId = answer.headers["x-request-id"];
  }

  /** Whether a request with other content, such as fewer records, might be accepted. */
  get isAboutContent(): boolean {
    return ABOUT_CONTENT.has(this.status);
  }
}

/** Whether these credentials may not do what was asked for. */
export function isForbidden(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 403;
}

/** Whether Zendesk does not have what was asked for. */
export function isNotFound(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 404;
}

/** Whether these credentials may not see what was asked for. */
export function isHidden(error: unknown): error is ZendeskHttpError {
  return isForbidden(error) || isNotFound(error);
}

/** Zendesk could not be reached, or kept failing, for as long as the connector waits. */
export class ZendeskUnavailableError extends Error {
  override readonly name = "ZendeskUnavailableError";
  /** The request that failed last, as `POST /oauth/tokens`. */
  readonly request: string;
  readonly waitedMs: number;

  constructor({ method, path }: { method: string; path: string }, waitedMs: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : "unknown cause";
    super(`gave up on ${method} ${path} after ${Math.round(waitedMs / 1000)} s: ${why}`, { cause });
    this.request = `${method} ${path}`;
    this.waitedMs = waitedMs;
  }
}

/** The account's rate limit allows no request before the deadline. */
export class RateLimitWaitError extends Error {
  override readonly name = "RateLimitWaitError";

  constructor() {
    super("the account's rate limit allows no request in this time");
  }
}

/** A request that must not be repeated may or may not have been carried out. */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";

  constructor(request: { method: string; path: string }) {
    super(`Zendesk did not say whether it carried out ${request.method} ${request.path}`);
  }
}

/** The answer was not JSON, or did not have the shape that Zendesk documents. */
export class ZendeskAnswerError extends Error {
  override readonly name: string = "ZendeskAnswerError";
  /** It began as JSON, so the connection broke off: it was not another server. */
  readonly isCutOff: boolean;

  constructor(request: { method: string; path: string }, what: string, { isCutOff = false } = {}) {
    super(`Zendesk's response to ${request.method} ${request.path} ${what}`);
    this.isCutOff = isCutOff;
  }

  static notJson(request: { method: string; path: string }, body: string): ZendeskAnswerError {
    const isCutOff = /^\s*[[{]/.test(body);
    return new ZendeskAnswerError(request, isCutOff ? "is truncated" : "is not valid JSON", { isCutOff });
  }
}

/** A paginated list cannot be read to its end. */
export class ZendeskListError extends Error {
  override readonly name = "ZendeskListError";

  constructor(request: { method: string; path: string }, why: string) {
    super(`Zendesk's list at ${request.method} ${request.path} cannot be read completely: ${why}`);
  }
}

/** Zendesk's API never redirects. A renamed or closed account, or a network's sign-in page, answered in its place. */
export class ZendeskRedirectError extends ZendeskAnswerError {
  override readonly name = "ZendeskRedirectError";
  /** The host it points to; undefined if there is none. */
  readonly host: string | undefined;

  constructor(request: { method: string; path: string }, answer: HttpAnswer, baseUrl: string) {
    const host = redirectHost(answer, baseUrl);
    super(request, `is a redirect (${answer.status}) to ${host ?? "an unknown address"}`);
    this.host = host;
  }
}

/** Only DNS names and IP addresses pass, because text from an unknown server goes into the log. */
const HOST = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]+\])$/;

function redirectHost({ headers }: HttpAnswer, baseUrl: string): string | undefined {
  const location = headers["location"];
  const hostname = location === undefined ? undefined : URL.parse(location, baseUrl)?.hostname;
  return hostname !== undefined && HOST.test(hostname) ? hostname : undefined;
}
