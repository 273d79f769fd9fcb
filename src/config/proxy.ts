import { ConfigError } from "airbyte-cdk-typescript";
import type { ProxySettings } from "../zendesk/http/proxy-agents.ts";

/**
 * The proxy that `HTTPS_PROXY` names, and the exceptions of `NO_PROXY`, in either case, as curl reads them: lower case
 * takes precedence; an address without a scheme means http. `HTTP_PROXY` is for plain http, which Zendesk is not.
 */
export function proxyOf(env: Readonly<Record<string, string | undefined>>): ProxySettings | undefined {
  const named = (env["https_proxy"] || env["HTTPS_PROXY"] || "").trim();
  if (named === "") return undefined;
  const url = URL.parse(named.includes("://") ? named : `http://${named}`);
  if (url === null || !["http:", "https:"].includes(url.protocol) || !isDecodable(url.username + url.password)) {
    throw new ConfigError(
      "The environment variable HTTPS_PROXY is not a valid proxy address. Set it to an address such as " +
        "http://proxy.example.com:3128, or unset it.",
    );
  }
  return { url: url.href, except: env["no_proxy"] || env["NO_PROXY"] || "" };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
