import type { Call, Reply, Route } from "../call.ts";
import { forbidden } from "../refusal.ts";
import { timestamp } from "../records/timestamp.ts";

function mint(call: Call): Reply {
  const { token, scope, createdAt, expiresAt } = call.account.credentials.mint(call.body, call.nowMs);
  const expires_in = Math.round((expiresAt - createdAt) / 1000);
  return { body: { access_token: token, token_type: "bearer", scope, expires_in } };
}

function current(call: Call): Reply {
  const { token, actor } = call;
  if (token === undefined) throw forbidden("This request was not made with an OAuth token");
  return {
    body: {
      token: {
        url: `${call.origin}/api/v2/oauth/tokens/1.json`,
        id: 1,
        user_id: actor?.id ?? null,
        client_id: 1,
        token: token.token.slice(0, 10),
        scopes: token.scope.split(" "),
        created_at: timestamp(token.createdAt),
        expires_at: token.expiresAt === Infinity ? null : timestamp(token.expiresAt),
      },
    },
  };
}

export const oauthRoutes: readonly Route[] = [
  { method: "POST", path: "oauth/tokens", handle: mint, allowed: "anyone" },
  { method: "GET", path: "api/v2/oauth/tokens/current", handle: current },
];
