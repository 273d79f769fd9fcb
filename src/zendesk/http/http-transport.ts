import http from "node:http";
import type { Readable } from "node:stream";
import { create } from "axios";
import { type ProxySettings, createHttpsAgents } from "./proxy-agents.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the whole exchange may take, if less than usual. */
  readonly timeoutMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request, one answer with any status. Rejects with `NetworkError` if no complete answer arrives. */
export type HttpTransport = (request: HttpRequest) => Promise<HttpAnswer>;

/** No complete answer arrived: whether Zendesk acted on the request is unknown. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** Node's or OpenSSL's code, such as `ECONNRESET`, `ENOTFOUND`, or one of those below. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`no response (${code})`, { cause });
    this.code = code;
  }
}

/** The complete answer did not arrive in time. */
const TIMED_OUT = "ETIMEDOUT";
const ANSWER_TOO_LARGE = "ERR_ANSWER_TOO_LARGE";
/** The proxy requires credentials, or refuses those it got (407). */
const PROXY_SIGN_IN = "ERR_PROXY_SIGN_IN";

const REQUEST_DEADLINE_MS = 60_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Keeps connections open between requests. Follows no redirects, so credentials go nowhere else. */
export function createAxiosTransport(proxy?: ProxySettings): HttpTransport {
  const httpsAgentFor = createHttpsAgents(proxy);
  const client = create({
    // Agents with `proxyEnv` tunnel by themselves, and axios ignores the environment. With `proxy: false`, axios would
    // replace them with agents that do not tunnel. Plain http is only used for this machine.
    httpAgent: new http.Agent({ keepAlive: true, proxyEnv: {} }),
    maxBodyLength: Infinity,
    maxRedirects: 0,
    responseType: "stream",
    transformRequest: [(body: unknown) => body],
    validateStatus: () => true,
  });
  return async (request) => {
    // For the whole exchange: a server that sends a byte per second keeps a socket busy forever.
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
      // The axios error contains the request with its credentials, so only its code is passed on.
      throw new NetworkError(deadline.signal.aborted ? TIMED_OUT : codeOf(error));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Decompressed bytes are counted, so that a small body cannot become a large one. */
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
