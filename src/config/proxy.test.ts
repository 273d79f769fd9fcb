import { ConfigError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { proxyOf } from "./proxy.ts";

describe("the proxy", () => {
  it.each<[env: Record<string, string>, proxy: object | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: "", HTTP_PROXY: "http://plain.test:3128" }, undefined],
    [{ HTTPS_PROXY: "http://proxy.test:3128" }, { url: "http://proxy.test:3128/", except: "" }],
    [
      { https_proxy: "https://lower.test", HTTPS_PROXY: "http://upper.test" },
      { url: "https://lower.test/", except: "" },
    ],
    [
      { HTTPS_PROXY: "proxy.test:3128", NO_PROXY: ".intern" },
      { url: "http://proxy.test:3128/", except: ".intern" },
    ],
    [
      { HTTPS_PROXY: " user:p%40ss@proxy.test ", no_proxy: "*" },
      { url: "http://user:p%40ss@proxy.test/", except: "*" },
    ],
  ])("is read from %j", (env, proxy) => {
    expect(proxyOf(env)).toEqual(proxy);
  });

  it.each([
    "socks5://secret@proxy.test",
    "file:///secret",
    "http://",
    "http://secret:secret",
    "http://u:secret%@proxy.test",
  ])("is a config error when HTTPS_PROXY is %j, which is not repeated", (url) => {
    const read = (): unknown => proxyOf({ HTTPS_PROXY: url });
    expect(read).toThrow(ConfigError);
    expect(read).not.toThrow(/secret/);
  });
});
