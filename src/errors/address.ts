import type { ErrorEntry } from "./error-entry.ts";

const OPEN_IN_BROWSER =
  "Open https://{subdomain}.zendesk.com in a browser: a renamed, suspended or expired account says so there.";

/** What answers is not the account, or the account does not have what is asked for. */
export const addressErrors = {
  account_not_found: {
    failureType: "config_error",
    when: "404 to the first request, or 404 without a code of Zendesk's API",
    cause: "There is no Zendesk account at https://{subdomain}.zendesk.com (404).",
    steps: [
      'Correct the setting "subdomain" ("{subdomain}"): it is the first part of the address that agents use, even where ' +
        "customers see a host of your own.",
      OPEN_IN_BROWSER,
    ],
    otherwise: "ask an admin which account it is: a sandbox has a subdomain of its own.",
  },
  feature_missing: {
    failureType: "config_error",
    when: "404 `InvalidEndpoint`",
    cause: "The account does not have what {request} is about ({answer}).",
    steps: [
      "Check in Admin Center > Account > Billing > Subscription that the plan has the feature, and that it is activated.",
      "If not, leave the streams that need it out of the connection.",
    ],
    otherwise: "ask Zendesk's support which plan has it.",
  },
  thing_gone: {
    failureType: "transient_error",
    when: "404 with another code, such as `RecordNotFound`",
    cause: "What {request} is about is no longer in Zendesk ({answer}): it was deleted or merged during the sync.",
    steps: ["Sync again: no state covers what was not written."],
    otherwise: "report it, with the request id in the internal message.",
  },
  redirected: {
    failureType: "config_error",
    when: "a redirect, which is never followed",
    cause: "{what}: it would carry the credentials.",
    steps: [
      OPEN_IN_BROWSER,
      "If the account has a new name, set \"subdomain\" to it. Enter the account's own subdomain, not a help center's host.",
      "If {host} is a sign-in page of your network, let the connector connect to https://{subdomain}.zendesk.com directly.",
    ],
    otherwise: "ask Zendesk's support whether the account is active.",
  },
  not_zendesk: {
    failureType: "config_error",
    when: "an answer that is no JSON, or not what Zendesk documents",
    cause: "{what}: what answers is not Zendesk's API.",
    steps: [
      OPEN_IN_BROWSER,
      'Correct the setting "subdomain" ("{subdomain}") if it is another account\'s.',
      "If HTTPS_PROXY is set or the network has a gateway, let it pass https://{subdomain}.zendesk.com unchanged.",
    ],
    otherwise: "report it: Zendesk may have changed its answer.",
  },
} satisfies Record<string, ErrorEntry>;
