import type { HttpRequest } from "../http/http-transport.ts";
import { type ZendeskApi, createZendeskApi } from "../zendesk-api.ts";

interface ScriptedApi {
  readonly api: ZendeskApi;
  readonly sent: readonly HttpRequest[];
  readonly waits: readonly string[];
  readonly warnings: readonly string[];
}

/** A connection to an account that answers each request with 200 and this body. */
export function scriptedApi(answer: (url: URL, number: number) => object): ScriptedApi {
  const sent: HttpRequest[] = [];
  const waits: string[] = [];
  const warnings: string[] = [];
  const api = createZendeskApi({
    baseUrl: "https://acme.zendesk.com",
    credentials: { auth_type: "oauth2_access_token", access_token: "token" },
    rateLimitPercent: 100,
    maxConcurrentJobs: 5,
    transport: (request) => {
      sent.push(request);
      const body = JSON.stringify(answer(new URL(request.url), sent.length));
      return Promise.resolve({ status: 200, headers: {}, body });
    },
    observer: {
      requested: () => {},
      succeeded: () => {},
      waited: () => {},
      waiting: (cause) => waits.push(cause),
      warned: () => {},
      rateLimited: () => {},
    },
    isOwnJobType: () => true,
    onJob: () => {},
    onToken: () => {},
    onWarning: (message) => warnings.push(message),
    random: () => 0.5,
  });
  return { api, sent, waits, warnings };
}
