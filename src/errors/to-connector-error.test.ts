import { ConfigError, ConnectorError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import type { Credentials } from "../zendesk/http/authentication.ts";
import {
  RateLimitWaitError,
  ZendeskAnswerError,
  ZendeskHttpError,
  ZendeskListError,
  ZendeskRedirectError,
  ZendeskUnavailableError,
} from "../zendesk/http/errors.ts";
import { NetworkError } from "../zendesk/http/http-transport.ts";
import { FORBIDDEN_RULES, OBJECT_ERRORS } from "../objects/registry.ts";
import { catalogue } from "./catalogue.ts";
import type { ErrorContext } from "./error-context.ts";
import { toConnectorError } from "./to-connector-error.ts";

/** Any object, with its permissions. */
const ENTRIES = { ...catalogue, ...OBJECT_ERRORS };
type ErrorId = keyof typeof ENTRIES;

const PERSON = "ann@example.com";
const SECRET = "s3cret-value";
const token: Credentials = { auth_type: "api_token", email: "admin@example.com", api_token: SECRET };
const accessToken: Credentials = { auth_type: "oauth2_access_token", access_token: SECRET };
const client = (scope = "read write"): Credentials => ({
  auth_type: "oauth2_client_credentials",
  client_id: "airbyte",
  client_secret: SECRET,
  scope,
});
const context = (credentials: Credentials = client(), role?: string): ErrorContext => ({
  credentials,
  subdomain: "acme",
  role,
  permissions: ["manage end users", "manage organizations"],
  forbiddenRules: FORBIDDEN_RULES,
});

const ME = "GET /api/v2/users/me.json";
const IMPORT = "POST /api/v2/users/create_or_update_many.json";
const TOKENS = "POST /oauth/tokens";

/** Zendesk's answer, which quotes a person in each of its texts. */
function answer(request: string, status: number, code = "", headers: Readonly<Record<string, string>> = {}): Error {
  const [method = "", path = ""] = request.split(" ");
  const body = code === "" ? `<html>${PERSON}</html>` : JSON.stringify({ error: code, description: PERSON });
  return new ZendeskHttpError({ method, path }, { status, headers: { "x-request-id": "req-1", ...headers }, body });
}

function redirect(location: string | undefined): Error {
  const answered = { status: 302, headers: location === undefined ? {} : { location }, body: PERSON };
  return new ZendeskRedirectError(
    { method: "GET", path: "/api/v2/users/me.json" },
    answered,
    "https://acme.zendesk.com",
  );
}

const LAST_TRIED = { method: "POST", path: "/oauth/tokens" };
const lasting = (cause: Error): Error => new ZendeskUnavailableError(LAST_TRIED, 600_000, cause);
const broken = (code: string): Error => lasting(new NetworkError(code));

type Row = readonly [id: ErrorId, error: Error, context?: ErrorContext];

const CREDENTIALS: readonly Row[] = [
  ["api_token_refused", answer(ME, 401, "Couldn't authenticate you"), context(token)],
  ["access_token_refused", answer(ME, 401, "invalid_token"), context(accessToken)],
  ["new_token_refused", answer(ME, 401, "invalid_token")],
  ["oauth_client_refused", answer(TOKENS, 401, "invalid_client")],
  ["oauth_client_refused", answer(TOKENS, 400, "something_else")],
  ["oauth_scope_refused", answer(TOKENS, 400, "invalid_scope")],
  ["oauth_grant_refused", answer(TOKENS, 400, "invalid_grant")],
  ["oauth_grant_refused", answer(TOKENS, 401, "unauthorized")],
  ["oauth_grant_refused", answer(TOKENS, 400, "unauthorized_client")],
];

const TICKET_IMPORT = "POST /api/v2/imports/tickets/create_many.json";

const PERMISSIONS: readonly Row[] = [
  ["bulk_import_disabled", answer(IMPORT, 403, "Forbidden"), context(client(), "admin")],
  ["bulk_import_disabled", answer("POST /api/v2/users/create_many.json", 403), context(token, "admin")],
  ["bulk_import_refused_to_agent", answer(IMPORT, 403, "Forbidden"), context(token, "agent")],
  ["scope_too_narrow", answer(IMPORT, 403, "Forbidden"), context(client("read"), "admin")],
  ["bulk_import_disabled", answer(IMPORT, 403, "Forbidden"), context(client("read users:write"), "admin")],
  ["scope_too_narrow", answer("GET /api/v2/job_statuses/show_many.json", 403), context(client("users:read"), "admin")],
  ["scope_too_narrow", answer("GET /api/v2/users/search.json", 403), context(client("users:read"), "admin")],
  ["sign_in_forbidden", answer(ME, 403, "Forbidden")],
  ["sign_in_forbidden", answer(TOKENS, 403, "Forbidden"), context(client("users:write"))],
  ["ticket_import_forbidden", answer(TICKET_IMPORT, 403), context(token, "agent")],
  ["request_forbidden", answer(TICKET_IMPORT, 403), context(token, "admin")],
  ["scope_too_narrow", answer(TICKET_IMPORT, 403), context(client("read"), "agent")],
  ["role_forbids", answer("DELETE /api/v2/users/destroy_many.json", 403), context(token, "agent")],
  ["request_forbidden", answer("DELETE /api/v2/users/destroy_many.json", 403), context(token, "admin")],
  ["request_forbidden", answer("PUT /api/v2/users/update_many.json", 403), context(client(), "admin")],
  ["permanent_deletion_forbidden", answer("DELETE /api/v2/deleted_users/7.json", 403), context(token, "admin")],
  ["permanent_deletion_forbidden", answer("DELETE /api/v2/deleted_users/7.json", 403), context(token, "agent")],
];

const ADDRESSES: readonly Row[] = [
  ["account_not_found", answer(ME, 404)],
  ["account_not_found", answer(TOKENS, 404)],
  ["account_not_found", answer("GET /api/v2/user_fields.json", 404)],
  ["feature_missing", answer("GET /api/v2/user_fields.json", 404, "InvalidEndpoint")],
  ["thing_gone", answer("PUT /api/v2/users/1/tags.json", 404, "RecordNotFound")],
  ["redirected", redirect("https://renamed.zendesk.com/x")],
  ["redirected", redirect("/access/unauthenticated")],
  ["redirected", redirect(undefined)],
  ["not_zendesk", new ZendeskAnswerError({ method: "GET", path: "/api/v2/users/me.json" }, "is not JSON")],
];

const NETWORK: readonly Row[] = [
  ["certificate_untrusted", broken("SELF_SIGNED_CERT_IN_CHAIN")],
  ["certificate_untrusted", new NetworkError("DEPTH_ZERO_SELF_SIGNED_CERT")],
  ["certificate_untrusted", broken("UNABLE_TO_VERIFY_LEAF_SIGNATURE")],
  ["certificate_untrusted", broken("UNABLE_TO_GET_ISSUER_CERT_LOCALLY")],
  ["certificate_expired", broken("CERT_HAS_EXPIRED")],
  ["certificate_of_another_host", broken("ERR_TLS_CERT_ALTNAME_INVALID")],
  ["tls_failed", broken("EPROTO")],
  ["tls_failed", broken("ERR_SSL_WRONG_VERSION_NUMBER")],
  ["host_not_found", broken("ENOTFOUND")],
  ["dns_failed", broken("EAI_AGAIN")],
  ["connection_refused", broken("ECONNREFUSED")],
  ["connection_broken", broken("ECONNRESET")],
  ["no_answer_in_time", broken("ETIMEDOUT")],
  ["no_answer_in_time", broken("ECONNABORTED")],
  ["proxy_sign_in", answer(ME, 407)],
  ["proxy_sign_in", broken("ERR_PROXY_SIGN_IN")],
  ["proxy_failed", broken("ERR_PROXY_TUNNEL")],
  ["answer_too_large", broken("ERR_ANSWER_TOO_LARGE")],
  ["unreachable", broken("unknown")],
  ["unreachable", broken("constructor")],
];

const FAILING: readonly Row[] = [
  ["rate_limited", lasting(answer(ME, 429))],
  ["rate_limited", lasting(new RateLimitWaitError())],
  ["job_slots_taken", lasting(answer(IMPORT, 429, "TooManyJobs"))],
  ["service_failing", lasting(answer(ME, 503))],
  ["service_failing", lasting(answer(ME, 409, "DatabaseConflict"))],
  ["service_failing", lasting(new ZendeskAnswerError({ method: "GET", path: "/" }, "is not JSON"))],
  ["request_refused", answer("GET /api/v2/users/show_many.json", 422, "RecordInvalid")],
  ["request_refused", answer("GET /api/v2/users/show_many.json", 414)],
  ["request_refused", answer("GET /api/v2/users/show_many.json", 431)],
  ["list_unreadable", new ZendeskListError({ method: "GET", path: "/api/v2/user_fields.json" }, "its pages repeat")],
  ["unexpected_status", answer(ME, 418)],
];

const ROWS = [...CREDENTIALS, ...PERMISSIONS, ...ADDRESSES, ...NETWORK, ...FAILING].map(
  ([id, error, known = context()]) => ({ id, error, known }),
);

/** Created where they happen, without an error from Zendesk. */
const CREATED_DIRECTLY: readonly ErrorId[] = [
  "anonymous_user",
  "role_unfit",
  "scope_without_write",
  "team_unreadable",
  "outcomes_unknown",
  "nothing_written",
  "first_records_rejected",
  "all_records_rejected",
  "rejected_after_states",
  "too_many_deletions",
  "reject_folder_unwritable",
  "reject_folder_full",
];

describe("an error from Zendesk", () => {
  it.each(ROWS)("is $id: $error.message", ({ id, error, known }) => {
    const given = toConnectorError(error, known) as ConnectorError;
    expect(given).toBeInstanceOf(ConnectorError);
    expect(given.internalMessage?.split(":")[0]).toBe(id);
    expect(given.failureType).toBe(ENTRIES[id].failureType);
    expect(given.message).toMatch(/ 1\. \S.* If that does not help: \S/);
    expect(given.message).not.toMatch(/\{\w+\}|\(\)| \. |undefined/);
    expect(`${given.message} ${given.internalMessage}`).not.toMatch(/ann@example|s3cret|<html/);
  });

  it("covers every error in the catalogue that is not created directly", () => {
    const given = new Set([...ROWS.map(({ id }) => id), ...CREATED_DIRECTLY]);
    expect([...given].toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
  });

  it.each(["ETIMEDOUT", "ECONNRESET", "ECONNREFUSED", "unknown"])(
    "names the request that got %s for too long",
    (code) => {
      const given = toConnectorError(broken(code), context()) as ConnectorError;
      expect(given.message).toContain("POST /oauth/tokens");
      expect(given.internalMessage).toMatch(/: gave up on POST \/oauth\/tokens after 600 s: no response/);
    },
  );

  it("treats the granted scope as the one that counts", () => {
    const known = { ...context(client(), "admin"), grantedScope: "read" };
    const given = toConnectorError(answer(IMPORT, 403, "Forbidden"), known) as ConnectorError;
    expect(given.internalMessage).toMatch(/^scope_too_narrow:/);
  });

  it("says what an agent's role must allow for the objects that are written", () => {
    const error = answer("DELETE /api/v2/users/destroy_many.json", 403);
    const given = toConnectorError(error, context(token, "agent")) as ConnectorError;
    expect(given.message).toContain("Allow the agent's role to manage end users and manage organizations in ");
  });

  it("has the request id in the internal message", () => {
    const given = toConnectorError(lasting(answer(ME, 503)), context()) as ConnectorError;
    expect(given.internalMessage).toContain("(request req-1)");
  });

  it("names the host of a redirect, and nothing else of its address", () => {
    const location = `https://evil.example/${PERSON}?x=${PERSON}`;
    const given = toConnectorError(redirect(location), context()) as ConnectorError;
    expect(given.message).toContain("(302) to evil.example.");
    expect(given.message).not.toContain(PERSON);
  });
});

it.each([new ConfigError("as it is"), new Error("from elsewhere"), "a text"])(
  "another error stays as it is",
  (error) => {
    expect(toConnectorError(error, context())).toBe(error);
  },
);
