import http from "node:http";
import https from "node:https";
import { create, isAxiosError } from "axios";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request, one answer of whatever status; rejects with `NetworkError` when no whole answer came. */
export type HttpTransport = (request: HttpRequest) => Promise<HttpAnswer>;

/** No whole answer came: whether Zendesk has acted on the request is unknown. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** Node's or OpenSSL's code, such as `ECONNRESET`, `ENOTFOUND`, `ETIMEDOUT`. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`no answer (${code})`, { cause });
    this.code = code;
  }
}

const REQUEST_TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Keeps connections open between requests; follows no redirect, so credentials go nowhere else. */
export function createAxiosTransport(): HttpTransport {
  const client = create({
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    timeout: REQUEST_TIMEOUT_MS,
    maxContentLength: MAX_ANSWER_BYTES,
    maxBodyLength: Infinity,
    maxRedirects: 0,
    responseType: "text",
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  });
  return async (request) => {
    try {
      const answer = await client.request<string>({
        method: request.method,
        url: request.url,
        headers: { ...request.headers },
        data: request.body,
      });
      return { status: answer.status, headers: plainHeaders(answer.headers), body: answer.data ?? "" };
    } catch (error) {
      // The error of axios carries the request, credentials included: only its code goes on.
      throw new NetworkError(isAxiosError(error) ? (error.code ?? "unknown") : "unknown");
    }
  };
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]: [string, unknown]) => [name.toLowerCase(), String(value)]),
  );
}
