import type { ErrorEntry } from "./error-entry.ts";

const ADDRESS = "https://{subdomain}.zendesk.com";
const CURL = `run \`curl -v ${ADDRESS}\` where the connector runs, to see it without the connector.`;
const ASK_NETWORK = "show the code to the people who run the network.";

/** The connector and Zendesk do not get together. */
export const networkErrors = {
  certificate_untrusted: {
    failureType: "config_error",
    when: "the certificate is self-signed or its issuer unknown",
    cause: `The certificate shown for ${ADDRESS} comes from an issuer that is not known here ({code}): most likely a proxy that reads the traffic.`,
    steps: [
      "Get the issuer's certificate in PEM format from the people who run the network.",
      "Put it into a file that the connector can read, and set the environment variable NODE_EXTRA_CA_CERTS to its path.",
      "Or have the proxy leave the traffic to *.zendesk.com alone.",
    ],
    otherwise: CURL,
  },
  certificate_expired: {
    failureType: "config_error",
    when: "the certificate has expired or is not valid yet",
    cause: `The certificate shown for ${ADDRESS} is not valid at this time ({code}).`,
    steps: [
      "Correct the clock of the connector's machine.",
      "If the clock is right, the certificate is a proxy's: have it renewed.",
      "If the issuer's certificate in NODE_EXTRA_CA_CERTS has expired, replace it.",
    ],
    otherwise: CURL,
  },
  certificate_of_another_host: {
    failureType: "config_error",
    when: "the certificate is for another host",
    cause: `What answers at ${ADDRESS} shows the certificate of another host ({code}): the credentials were not sent.`,
    steps: [
      'Correct the setting "subdomain" ("{subdomain}") if it is not your account\'s.',
      "Check the name's entries in the DNS and in /etc/hosts, and HTTPS_PROXY: none may lead elsewhere.",
    ],
    otherwise: CURL,
  },
  tls_failed: {
    failureType: "config_error",
    when: "no encrypted connection can be made for another reason",
    cause: `No encrypted connection to ${ADDRESS} can be made ({code}).`,
    steps: [
      "If HTTPS_PROXY is set, check how its address begins: most proxies take http://, even for HTTPS.",
      "Let the network pass TLS 1.2 and 1.3 to *.zendesk.com, port 443.",
    ],
    otherwise: CURL,
  },
  host_not_found: {
    failureType: "transient_error",
    when: "the DNS does not know the host (ENOTFOUND)",
    cause: "The name {subdomain}.zendesk.com is not known to the DNS here ({code}).",
    steps: [
      'Correct the setting "subdomain" ("{subdomain}") if it is misspelt.',
      "Let the connector's machine look up names outside the network, or set HTTPS_PROXY if only a proxy may.",
    ],
    otherwise: CURL,
  },
  dns_failed: {
    failureType: "transient_error",
    when: "the DNS does not answer (EAI_AGAIN and its like)",
    cause: "The DNS server of the connector's machine does not answer ({code}).",
    steps: [
      "Sync again: the failure may have been temporary.",
      "If it repeats, check the machine's or container's DNS settings (/etc/resolv.conf, or the cluster's DNS).",
    ],
    otherwise: CURL,
  },
  connection_refused: {
    failureType: "transient_error",
    when: "no connection can be opened (ECONNREFUSED, EHOSTUNREACH and their like)",
    cause: `No connection to ${ADDRESS} can be opened for {request} ({code}), after {waited} s of trying.`,
    steps: [
      "Let the firewall pass connections from the connector to *.zendesk.com, port 443.",
      "If the network demands a proxy, set HTTPS_PROXY; if it is set, see that the proxy runs.",
      "If ZENDESK_BASE_URL is set, start what it names, or unset it.",
    ],
    otherwise: CURL,
  },
  connection_broken: {
    failureType: "transient_error",
    when: "connections break off (ECONNRESET and its like)",
    cause: `Connections to ${ADDRESS} break off during {request} ({code}), after {waited} s of trying.`,
    steps: [
      "Sync again: it may have been an outage. https://status.zendesk.com lists Zendesk's own.",
      "If it repeats, have the firewall or proxy leave connections of a minute open.",
    ],
    otherwise: ASK_NETWORK,
  },
  no_answer_in_time: {
    failureType: "transient_error",
    when: "no answer comes in time",
    cause: `No answer from ${ADDRESS} to {request} came in time ({code}), after {waited} s of trying.`,
    steps: [
      "Sync again: it may have been an outage. https://status.zendesk.com lists Zendesk's own.",
      "If it repeats, let the firewall pass *.zendesk.com, port 443: one that drops packets looks like this.",
    ],
    otherwise: ASK_NETWORK,
  },
  proxy_sign_in: {
    failureType: "config_error",
    when: "the proxy answers 407",
    cause: "The proxy asks for credentials (407).",
    steps: [
      "Put them into the environment variable HTTPS_PROXY: http://user:password@proxy:port.",
      "Or name .zendesk.com in NO_PROXY if the connector may connect without the proxy.",
    ],
    otherwise: ASK_NETWORK,
  },
  proxy_failed: {
    failureType: "transient_error",
    when: "the proxy cannot connect to Zendesk (ERR_PROXY_TUNNEL and its like)",
    cause:
      "The proxy in HTTPS_PROXY could not connect to {subdomain}.zendesk.com ({code}), after {waited} s of trying.",
    steps: [
      "Check the address in HTTPS_PROXY, and that the proxy runs.",
      "Let the proxy pass CONNECT to *.zendesk.com, port 443.",
      "Name .zendesk.com in NO_PROXY if the connector may connect without the proxy.",
    ],
    otherwise: ASK_NETWORK,
  },
  unreachable: {
    failureType: "transient_error",
    when: "no answer comes for a reason not listed here",
    cause: `Zendesk could not be reached at ${ADDRESS} for {request} ({code}), after {waited} s of trying.`,
    steps: [`Check that ${ADDRESS} opens from where the connector runs.`, "Sync again."],
    otherwise: ASK_NETWORK,
  },
} satisfies Record<string, ErrorEntry>;
