import http from "node:http";
import type { Readable } from "node:stream";
import { create } from "axios";
import { type ProxySettings, createHttpsAgents } from "./proxy-agents.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the whole exchange may take, where that is less than usual. */
  readonly timeoutMs?: number;
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
  /** Node's or OpenSSL's code, such as `ECONNRESET`, `ENOTFOUND`, or one of those below. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`no answer (${code})`, { cause });
    this.code = code;
  }
}

/** The whole answer was not there in time. */
const TIMED_OUT = "ETIMEDOUT";
const ANSWER_TOO_LARGE = "ERR_ANSWER_TOO_LARGE";
/** The proxy wants credentials, or others (407). */
const PROXY_SIGN_IN = "ERR_PROXY_SIGN_IN";

const REQUEST_DEADLINE_MS = 60_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Keeps connections open between requests; follows no redirect, so credentials go nowhere else. */
export function createAxiosTransport(proxy?: ProxySettings): HttpTransport {
  const httpsAgentFor = createHttpsAgents(proxy);
  const client = create({
    // Agents with `proxyEnv` tunnel by themselves, and axios leaves the environment alone; with `proxy: false` it would
    // replace them by agents that do not. Plain http goes to this machine alone.
    httpAgent: new http.Agent({ keepAlive: true, proxyEnv: {} }),
    maxBodyLength: Infinity,
    maxRedirects: 0,
    responseType: "stream",
    transformRequest: [(body: unknown) => body],
    validateStatus: () => true,
  });
  return async (request) => {
    // Of the whole exchange: a server that sends a byte a second keeps a socket busy for ever.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), Math.min(request.timeoutMs ?? Infinity, REQUEST_DEADLINE_MS));
    try {
      const answer = await client.request<Readable>({
        method: request.method,
        url: request.url,
        httpsAgent: httpsAgentFor(new URL(request.url)),
        headers: { ...request.headers },
        data: request.body,
        signal: deadline.signal,
      });
      return { status: answer.status, headers: plainHeaders(answer.headers), body: await readText(answer.data) };
    } catch (error) {
      // The error of axios carries the request, credentials included: only its code goes on.
      throw new NetworkError(deadline.signal.aborted ? TIMED_OUT : codeOf(error));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The bytes counted are those unpacked, so that a small body cannot become a large one. */
async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new NetworkError(ANSWER_TOO_LARGE);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function codeOf(error: unknown): string {
  // Node reports the status with which a proxy refused a tunnel, and axios keeps Node's error as the cause.
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  if (cause instanceof Error && "statusCode" in cause && cause.statusCode === 407) return PROXY_SIGN_IN;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]: [string, unknown]) => [name.toLowerCase(), String(value)]),
  );
}
