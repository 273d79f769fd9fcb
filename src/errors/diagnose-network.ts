import type { ErrorId } from "./catalogue.ts";

/** Codes from Node, OpenSSL (through Node) and the transport. For other codes see `BY_BEGINNING`; the rest is `unreachable`. */
const BY_CODE: Readonly<Record<string, ErrorId>> = {
  CERT_UNTRUSTED: "certificate_untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate_untrusted",
  INVALID_CA: "certificate_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate_untrusted",
  CERT_HAS_EXPIRED: "certificate_expired",
  CERT_NOT_YET_VALID: "certificate_expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate_of_another_host",
  HOSTNAME_MISMATCH: "certificate_of_another_host",
  EPROTO: "tls_failed",
  ENOTFOUND: "host_not_found",
  ECONNREFUSED: "connection_refused",
  EHOSTUNREACH: "connection_refused",
  ENETUNREACH: "connection_refused",
  ECONNRESET: "connection_broken",
  EPIPE: "connection_broken",
  ETIMEDOUT: "no_answer_in_time",
  ECONNABORTED: "no_answer_in_time",
  ERR_PROXY_SIGN_IN: "proxy_sign_in",
  ERR_ANSWER_TOO_LARGE: "answer_too_large",
};

const BY_BEGINNING: readonly (readonly [beginning: string, id: ErrorId])[] = [
  ["ERR_PROXY_", "proxy_failed"],
  ["EAI_", "dns_failed"],
  ["CERT_", "tls_failed"],
  ["ERR_SSL_", "tls_failed"],
  ["ERR_TLS_", "tls_failed"],
];

/** Diagnoses a request without an answer by the code of the network error. */
export function diagnoseNetwork(code: string): ErrorId {
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code] ?? "unreachable";
  return BY_BEGINNING.find(([beginning]) => code.startsWith(beginning))?.[1] ?? "unreachable";
}
