import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accountRoutes } from "./routes/account-routes.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A row for each path: its methods, and the parameters that any of them takes. */
function endpointTable(): string {
  const paths = [...new Set(accountRoutes.map(({ path }) => path))].toSorted();
  const rows = paths.map((path) => {
    const routes = accountRoutes.filter((route) => route.path === path);
    const methods = routes.map(({ method }) => method).toSorted((a, b) => METHODS.indexOf(a) - METHODS.indexOf(b));
    const parameters = new Set(routes.flatMap((route) => route.parameters ?? []));
    const shown = [...parameters].map((name) => `\`${name}\``).join(", ");
    return `| \`/${path.replaceAll(/:(\w+)/g, "{$1}")}\` | ${methods.join(", ")} | ${shown} |`;
  });
  return ["| Path | Methods | Parameters |", "|---|---|---|", ...rows].join("\n");
}

test("the README's table of endpoints is the one of the routes", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, table] = /(\| Path \| Methods[^]*?)\n\n/.exec(readme) ?? [];
  expect(table).toBe(endpointTable());
});
