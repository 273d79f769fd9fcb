import { parseOrUndefined, readErrorBody } from "./error-body.ts";
import type { HttpAnswer } from "./http-transport.ts";
import { type ValidationError, readValidationErrors } from "./validation-errors.ts";

/** Zendesk refuses a request for what is in it, its address and headers included. Other statuses are about the account. */
const ABOUT_CONTENT: ReadonlySet<number> = new Set([400, 413, 414, 422, 431]);

/** Zendesk answered, and the answer is no. `description` may hold people's data: never log it. */
export class ZendeskHttpError extends Error {
  override readonly name = "ZendeskHttpError";
  /** Without its body, which may quote people's data. */
  readonly answer: HttpAnswer;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  /** Zendesk's machine-readable code, e.g. `RecordInvalid`, `TooManyJobs`; empty when the answer names none. */
  readonly code: string;
  /** Zendesk's own words, in the language of the calling user. */
  readonly description: string;
  /** What a 422 finds wrong with the record, property by property. */
  readonly validationErrors: readonly ValidationError[];
  readonly requestId: string | undefined;

  constructor(request: { method: string; path: string }, answer: HttpAnswer) {
    const { code, description } = readErrorBody(answer.body);
    super(`Zendesk answered ${answer.status}${code && ` ${code}`} to ${request.method} ${request.path}`);
    this.answer = { ...answer, body: "" };
    this.status = answer.status;
    this.method = request.method;
    this.path = request.path;
    this.code = code;
    this.description = description;
    this.validationErrors = readValidationErrors(parseOrUndefined(answer.body));
    this.requestId = answer.headers["x-request-id"];
  }

  /** Whether another content, such as fewer records, might be taken. */
  get isAboutContent(): boolean {
    return ABOUT_CONTENT.has(this.status);
  }
}

/** Zendesk could not be reached, or kept failing, for as long as it is worth waiting. */
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

/** The account's rate limit leaves no request in the time that there is. */
export class RateLimitWaitError extends Error {
  override readonly name = "RateLimitWaitError";

  constructor() {
    super("the account's rate limit allows no request in this time");
  }
}

/** A request that must not be done twice may have been carried out, or not. */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";

  constructor(request: { method: string; path: string }) {
    super(`Zendesk did not say whether it carried out ${request.method} ${request.path}`);
  }
}

/** The answer was no JSON, or not of the shape that Zendesk documents. */
export class ZendeskAnswerError extends Error {
  override readonly name: string = "ZendeskAnswerError";
  /** It began as JSON: a connection that broke off, not another server. */
  readonly isCutOff: boolean;

  constructor(request: { method: string; path: string }, what: string, { isCutOff = false } = {}) {
    super(`Zendesk's answer to ${request.method} ${request.path} ${what}`);
    this.isCutOff = isCutOff;
  }

  static notJson(request: { method: string; path: string }, body: string): ZendeskAnswerError {
    const isCutOff = /^\s*[[{]/.test(body);
    return new ZendeskAnswerError(request, isCutOff ? "is truncated" : "is not valid JSON", { isCutOff });
  }
}

/** A list that Zendesk pages cannot be read to its end. */
export class ZendeskListError extends Error {
  override readonly name = "ZendeskListError";

  constructor(request: { method: string; path: string }, why: string) {
    super(`Zendesk's list at ${request.method} ${request.path} cannot be read completely: ${why}`);
  }
}

/** Zendesk's API never redirects. A renamed or closed account, or a network's sign-in page, answered in its place. */
export class ZendeskRedirectError extends ZendeskAnswerError {
  override readonly name = "ZendeskRedirectError";
  /** The host it points to; undefined when it names none. */
  readonly host: string | undefined;

  constructor(request: { method: string; path: string }, answer: HttpAnswer, baseUrl: string) {
    const host = redirectHost(answer, baseUrl);
    super(request, `is a redirect (${answer.status}) to ${host ?? "an unknown address"}`);
    this.host = host;
  }
}

/** Only names of DNS and addresses come through: what a stranger has written is going into the log. */
const HOST = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]+\])$/;

function redirectHost({ headers }: HttpAnswer, baseUrl: string): string | undefined {
  const location = headers["location"];
  const hostname = location === undefined ? undefined : URL.parse(location, baseUrl)?.hostname;
  return hostname !== undefined && HOST.test(hostname) ? hostname : undefined;
}
