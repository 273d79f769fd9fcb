import type { ErrorEntry } from "./error-entry.ts";

const ADDRESS = "https://{subdomain}.zendesk.com";
const CURL = `run \`curl -v ${ADDRESS}\` on the connector's machine to reproduce the error without the connector.`;
const ASK_NETWORK = "show the error code to your network administrators.";

/** The connector cannot reach Zendesk. */
export const networkErrors = {
  certificate_untrusted: {
    failureType: "config_error",
    when: "the certificate is self-signed, or its issuer is unknown",
    cause: `The certificate presented by ${ADDRESS} comes from an unknown issuer ({code}), most likely a proxy that inspects traffic.`,
    steps: [
      "Get the issuer's certificate in PEM format from your network administrators.",
      "Save it in a file that the connector can read, and set the environment variable NODE_EXTRA_CA_CERTS to its path. " +
        "Alternatively, configure the proxy not to inspect traffic to *.zendesk.com.",
    ],
    otherwise: CURL,
  },
  certificate_expired: {
    failureType: "config_error",
    when: "the certificate has expired or is not valid yet",
    cause: `The certificate presented by ${ADDRESS} has expired or is not valid yet ({code}).`,
    steps: [
      "Check the clock of the connector's machine.",
      "If the clock is right, the certificate comes from a proxy. Ask your network administrators to renew it.",
      "If the issuer's certificate in NODE_EXTRA_CA_CERTS has expired, replace it.",
    ],
    otherwise: CURL,
  },
  certificate_of_another_host: {
    failureType: "config_error",
    when: "the certificate is for another host",
    cause: `The server at ${ADDRESS} presents the certificate of another host ({code}). The credentials were not sent.`,
    steps: [
      'If the setting "subdomain" ("{subdomain}") is not your account\'s, correct it.',
      "Check the host's entries in DNS and in /etc/hosts, and HTTPS_PROXY. None of them may point to another server.",
    ],
    otherwise: CURL,
  },
  tls_failed: {
    failureType: "config_error",
    when: "an encrypted connection fails for another reason",
    cause: `The encrypted connection to ${ADDRESS} failed ({code}).`,
    steps: [
      "If HTTPS_PROXY is set, check how its address begins. Most proxies need http://, even for HTTPS traffic.",
      "Allow TLS 1.2 and 1.3 to *.zendesk.com, port 443, in your network.",
    ],
    otherwise: CURL,
  },
  host_not_found: {
    failureType: "transient_error",
    when: "the host could not be resolved (ENOTFOUND)",
    cause: "The host {subdomain}.zendesk.com could not be resolved ({code}).",
    steps: [
      'If the setting "subdomain" ("{subdomain}") is misspelled, correct it.',
      "Allow the connector's machine to resolve names outside your network, or set HTTPS_PROXY if only a proxy may do so.",
    ],
    otherwise: CURL,
  },
  dns_failed: {
    failureType: "transient_error",
    when: "DNS does not respond (EAI_AGAIN and similar codes)",
    cause: "The DNS server of the connector's machine does not respond ({code}).",
    steps: [
      "Sync again. The failure may have been temporary.",
      "If it happens again, check the DNS settings of the machine or container (/etc/resolv.conf, or the cluster's DNS).",
    ],
    otherwise: CURL,
  },
  connection_refused: {
    failureType: "transient_error",
    when: "no connection can be opened (ECONNREFUSED, EHOSTUNREACH and similar codes)",
    cause: `The connector could not connect to ${ADDRESS} for {request} ({code}). It tried for {waited} s.`,
    steps: [
      "Allow connections from the connector to *.zendesk.com, port 443, in your firewall.",
      "If your network requires a proxy, set HTTPS_PROXY. If it is set, check that the proxy is running.",
      "If ZENDESK_BASE_URL is set, start the server that it names, or unset it.",
    ],
    otherwise: CURL,
  },
  connection_broken: {
    failureType: "transient_error",
    when: "connections are dropped (ECONNRESET and similar codes)",
    cause: `Connections to ${ADDRESS} were dropped during {request} ({code}). The connector tried for {waited} s.`,
    steps: [
      "Sync again. It may have been an outage; https://status.zendesk.com lists Zendesk's.",
      "If it happens again, configure the firewall or proxy to keep connections open for at least a minute.",
    ],
    otherwise: ASK_NETWORK,
  },
  no_answer_in_time: {
    failureType: "transient_error",
    when: "no response arrives in time",
    cause: `${ADDRESS} did not respond to {request} in time ({code}). The connector tried for {waited} s.`,
    steps: [
      "Sync again. It may have been an outage; https://status.zendesk.com lists Zendesk's.",
      "If it happens again, allow connections to *.zendesk.com, port 443, in your firewall. A firewall that drops packets causes this error.",
    ],
    otherwise: ASK_NETWORK,
  },
  proxy_sign_in: {
    failureType: "config_error",
    when: "the proxy returns 407",
    cause: "The proxy asks for credentials (407).",
    steps: [
      "Add them to the environment variable HTTPS_PROXY: http://user:password@proxy:port. If the " +
        "connector may connect without the proxy, add .zendesk.com to NO_PROXY instead.",
    ],
    otherwise: ASK_NETWORK,
  },
  proxy_failed: {
    failureType: "transient_error",
    when: "the proxy cannot connect to Zendesk (ERR_PROXY_TUNNEL and similar codes)",
    cause:
      "The proxy in HTTPS_PROXY could not connect to {subdomain}.zendesk.com ({code}). The connector tried for {waited} s.",
    steps: [
      "Check the address in HTTPS_PROXY, and check that the proxy is running.",
      "Allow CONNECT to *.zendesk.com, port 443, in the proxy. If the connector may connect without the proxy, add .zendesk.com to " +
        "NO_PROXY instead.",
    ],
    otherwise: ASK_NETWORK,
  },
  unreachable: {
    failureType: "transient_error",
    when: "no response arrives for a reason not listed here",
    cause: `The connector could not reach Zendesk at ${ADDRESS} for {request} ({code}). It tried for {waited} s.`,
    steps: [`Check that ${ADDRESS} opens from the connector's machine.`, "Sync again."],
    otherwise: ASK_NETWORK,
  },
} satisfies Record<string, ErrorEntry>;
