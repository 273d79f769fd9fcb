import { ConfigError } from "airbyte-cdk-typescript";

const ZENDESK_DOMAIN = ".zendesk.com";
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The account's label from what people paste: `acme`, `acme.zendesk.com`, `https://acme.zendesk.com/agent`.
 * Anything that is not one DNS label after that is refused, so that credentials go to Zendesk and nowhere else.
 */
export function normaliseSubdomain(pasted: string): string {
  const host = pasted
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/.*$/s, "");
  const label = host.endsWith(ZENDESK_DOMAIN) ? host.slice(0, -ZENDESK_DOMAIN.length) : host;
  if (DNS_LABEL.test(label)) return label;
  throw new ConfigError(
    'subdomain is not a valid Zendesk subdomain. Enter only the first part of your Zendesk address: "acme" for https://acme.zendesk.com.',
  );
}

/** The account's origin; `ZENDESK_BASE_URL` replaces it for a Zendesk on this machine. */
export function zendeskOrigin(subdomain: string, override: string | undefined): string {
  if (override === undefined || override === "") return `https://${subdomain}${ZENDESK_DOMAIN}`;
  const url = URL.parse(override);
  // Requests go to the origin. Anything else in the address would be silently ignored.
  const isOrigin = url?.href === `${url?.origin}/`;
  if (url && isOrigin && ["http:", "https:"].includes(url.protocol) && isLoopback(url.hostname)) return url.origin;
  throw new ConfigError(
    "The environment variable ZENDESK_BASE_URL may only name a server on this machine, such as http://127.0.0.1:8181, " +
      "without a path. Unset it to reach your Zendesk account.",
  );
}

/** `URL` converts every notation of an address (127.1, 2130706433, 0x7f.1) to the usual one. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
