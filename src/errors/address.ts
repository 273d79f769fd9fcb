import type { ErrorEntry } from "./error-entry.ts";
import { OPEN_ISSUE } from "./where-to-look.ts";

const OPEN_IN_BROWSER =
  "Open https://{subdomain}.zendesk.com in a browser to see whether the account was renamed, is suspended or has expired.";

/** Something other than the account answers, or the account does not have what the request asks for. */
export const addressErrors = {
  account_not_found: {
    failureType: "config_error",
    when: "Zendesk returns 404 for the first request, or 404 without an error code for any request",
    cause: "There is no Zendesk account at https://{subdomain}.zendesk.com (404).",
    steps: [
      'Correct the setting "subdomain" ("{subdomain}"). It is the first part of the address that agents use, even if your ' +
        "customers see your own domain.",
      OPEN_IN_BROWSER,
    ],
    otherwise: "ask an admin for the right subdomain. A sandbox has its own.",
  },
  feature_missing: {
    failureType: "config_error",
    when: "Zendesk returns 404 with the code `InvalidEndpoint`",
    cause: "The account does not have the feature that {request} uses ({response}).",
    steps: [
      "Check in Admin Center > Account > Billing > Subscription that your plan includes the feature and that it is active.",
      "If it does not, remove the streams that need the feature from the connection.",
    ],
    otherwise: "ask Zendesk Support which plan includes the feature.",
  },
  thing_gone: {
    failureType: "transient_error",
    when: "Zendesk returns 404 with another code, such as `RecordNotFound`",
    cause: "The target of {request} is no longer in Zendesk ({response}). It was deleted or merged during the sync.",
    steps: ["Sync again. No state covers records that were not written."],
    otherwise: `${OPEN_ISSUE} the request id from the internal message.`,
  },
  redirected: {
    failureType: "config_error",
    when: "Zendesk returns a redirect, which the connector never follows",
    cause: "{what}. The connector does not follow it, because that would send the credentials to another address.",
    steps: [
      OPEN_IN_BROWSER,
      'If the account has a new subdomain, enter it in "subdomain". Use the account\'s own subdomain, not the host of a help center.',
      "If {host} is a sign-in page of your network, allow the connector to connect to https://{subdomain}.zendesk.com directly.",
    ],
    otherwise: "ask Zendesk Support whether the account is active.",
  },
  not_zendesk: {
    failureType: "config_error",
    when: "a response is not valid JSON, or not what Zendesk documents",
    cause: "{what}. The response did not come from Zendesk's API.",
    steps: [
      OPEN_IN_BROWSER,
      'If the setting "subdomain" ("{subdomain}") is not your account\'s, correct it.',
      "If HTTPS_PROXY is set or the network has a gateway, make sure that it passes on responses from https://{subdomain}.zendesk.com unchanged.",
    ],
    otherwise: `${OPEN_ISSUE} the internal message. Zendesk may have changed its API.`,
  },
} satisfies Record<string, ErrorEntry>;
