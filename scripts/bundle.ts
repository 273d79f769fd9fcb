// Bundles the connector into dist/. Node then reads a few files instead of several hundred, and the image needs no node_modules.
import { chmod, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Plugin, rolldown } from "rolldown";
import { gatherLicenses } from "./bundle-licenses.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

/**
 * When axios is loaded, it makes a Request and reads FormData. Either makes Node load all of fetch. It also loads a table
 * of all media types. The connector uses neither fetch nor forms.
 */
const LEFT_OUT = /\/axios\/lib\/(?:adapters\/fetch|platform\/node\/classes\/FormData)\.js$/;
const READ_OF_FORM_DATA = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

const leaveOut: Plugin = {
  name: "leave-out",
  load: { filter: { id: LEFT_OUT }, handler: () => "export default null; export const getFetch = null;" },
  transform: {
    filter: { id: /\/axios\/lib\/utils\.js$/ },
    handler: (code) => ({ code: withoutFormData(code), map: null }),
  },
};

function withoutFormData(code: string): string {
  if (code.includes(READ_OF_FORM_DATA)) return code.replace(READ_OF_FORM_DATA, "undefined");
  throw new Error("axios reads FormData elsewhere now: see whether a start still loads Node's fetch.");
}

/** An `import` of Node's http reads all that it exports, and with WebSocket, Node loads its whole fetch as well. */
const requireHttp: Plugin = {
  name: "require-http",
  resolveId: { filter: { id: /^(?:node:)?http$/ }, handler: () => "\0http" },
  load: { filter: { id: /^\0http$/ }, handler: () => 'module.exports = process.getBuiltinModule("node:http");' },
};

const bundle = await rolldown({
  cwd: ROOT,
  input: { main: "src/main.ts", "folder-probe-process": "src/rejects/folder-probe-process.ts" },
  platform: "node",
  resolve: { conditionNames: ["source", "node", "import"] },
  plugins: [leaveOut, requireHttp],
});
const { output } = await bundle.write({
  dir: DIST,
  cleanDir: true,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  // Errors are reported with the names of their classes, so no name is shortened.
  minify: { mangle: false, compress: true, codegen: true },
  // For the positions in stack traces. The sources themselves are in the repository.
  sourcemap: true,
  sourcemapExcludeSources: true,
});
await bundle.close();

const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
await writeFile(`${DIST}THIRD-PARTY-LICENSES.txt`, gatherLicenses(modules));
await chmod(`${DIST}main.js`, 0o755);
