import type { Fault } from "zendesk-simulator";

export interface LoggedRequest {
  readonly at: number;
  /** `POST users/create_or_update` */
  readonly what: string;
  readonly status: number;
}

/** A fault that changes nothing and notes every request that reaches the account. */
export function requestLog(): { readonly fault: Fault; readonly of: (what: string) => readonly LoggedRequest[] } {
  const requests: LoggedRequest[] = [];
  const fault: Fault = {
    after: ({ method, path }, { status }, { nowMs }) => {
      const [address = ""] = path.split("?");
      requests.push({ at: nowMs, what: `${method} ${address.replaceAll(/^\/api\/v2\/|\.json$/g, "")}`, status });
      return undefined;
    },
  };
  return { fault, of: (what) => requests.filter((request) => request.what === what) };
}
