import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { recordLine, spawnDestination, streamStateLine } from "airbyte-cdk-typescript/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { ConsumerProject } from "../../testing/packages/consumer-project.ts";
import { ROOT, type Tarball, pack } from "../../testing/packages/pack.ts";

const FOLDER = "packages/airbyte-cdk-typescript";
const TSC = path.join(ROOT, "node_modules/.bin/tsc");

let tarball: Tarball;
beforeAll(async () => {
  tarball = await pack(FOLDER);
}, 60_000);
afterAll(() => tarball.remove());

describe("the package of the CDK", () => {
  test.each([
    "LICENSE",
    "README.md",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/index.js.map",
    "dist/index.d.ts.map",
    "dist/testing.js",
    "examples/contacts-destination.ts",
    "src/index.ts",
  ])("contains %s", (file) => {
    expect(tarball.content).toContain(file);
  });

  test("contains no tests, and nothing else", () => {
    expect(tarball.content.filter((file) => file.includes(".test."))).toEqual([]);
    expect(new Set(tarball.content.map((file) => file.split("/")[0]))).toEqual(
      new Set(["LICENSE", "README.md", "dist", "examples", "package.json", "src"]),
    );
  });

  test("contains whatever its exports, its source maps and the links of its README name", () => {
    const manifest: { readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>> } = JSON.parse(
      readPage(`${FOLDER}/package.json`),
    );
    const exported = Object.values(manifest.exports).flatMap((conditions) => Object.values(conditions));
    const mapped = tarball.content
      .filter((file) => file.endsWith(".map"))
      .flatMap((file) => {
        const { sources }: { readonly sources: readonly string[] } = JSON.parse(readPage(`${FOLDER}/${file}`));
        return sources.map((source) => path.join(path.dirname(file), source));
      });
    const linked = [...readPage(`${FOLDER}/README.md`).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, file = ""]) => file,
    );
    const named = [...exported, ...mapped, ...linked].map((file) => path.normalize(file));
    expect(mapped.length).toBeGreaterThan(50);
    expect(named.filter((file) => !tarball.content.includes(file))).toEqual([]);
  });

  test("has the license of the repository", () => {
    expect(readPage(`${FOLDER}/LICENSE`)).toBe(readPage("LICENSE"));
  });
});

const COMPILER_OPTIONS = {
  module: "nodenext",
  target: "es2024",
  lib: ["es2024", "esnext.array", "esnext.collection"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  types: ["node"],
  noEmitOnError: true,
};

/** What the blocks of the README that are not whole programs leave out. */
const AROUND = `import { BatchingSink, type Destination } from "airbyte-cdk-typescript";
declare const MyDestination: new () => Destination<unknown>;
declare const test: { each<Row>(rows: readonly Row[]): (name: string, run: (row: Row) => Promise<void>) => void };
export { BatchingSink };
`;

/** The web API of the example. */
async function upsert(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const contacts: readonly object[] = JSON.parse(await text(request));
  response.end(JSON.stringify(contacts.map((contact) => ("email" in contact ? "created" : "refused"))));
}

describe("a project that installs it", { timeout: 120_000 }, () => {
  let project: ConsumerProject;
  beforeAll(async () => {
    project = await ConsumerProject.install(tarball, ["@types/node"]);
    const [example = "", ...blocks] = blocksOf(readPage(`${FOLDER}/README.md`), "ts");
    project.write("contacts.ts", example);
    for (const [index, block] of blocks.entries()) project.write(`block-${index}.ts`, `${AROUND}${block}`);
    project.write("tsconfig.json", JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
    await project.run(TSC);
  }, 120_000);
  afterAll(() => project.remove());

  test("compiles every block of TypeScript in the README, and runs the first", async () => {
    const server = createServer((request, response) => void upsert(request, response));
    onTestFinished(() => void server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const contacts = { name: "contacts" };
    const rejects = path.join(project.folder, "rejects.jsonl");
    const running = await spawnDestination([process.execPath, path.join(project.folder, "contacts.js")], {
      config: { url: `http://127.0.0.1:${port}`, api_key: "secret", rejects },
      catalog: { streams: [{ stream: contacts, destination_sync_mode: "append_dedup" }] },
    });
    await running.send([
      recordLine(contacts, { email: "jane@example.com" }),
      recordLine(contacts, { name: "Jane" }),
      streamStateLine(contacts, 1),
    ]);
    running.endInput();
    const { code, errors, output } = await running.ended;
    expect({ code, errors, counts: output.counts }).toMatchObject({
      code: 0,
      errors: [],
      counts: { created: 1, rejected: 1 },
    });
    expect(readFileSync(rejects, "utf8")).toBe('{"name":"Jane"}\n');
  });

  test("builds, checks and runs the destination as the README says", async () => {
    const page = sectionOf(readPage(`${FOLDER}/README.md`), /^In a project of your own/);
    const [commands = ""] = blocksOf(page, "sh");
    const [tsconfig = ""] = blocksOf(page, "json");
    const [main = ""] = blocksOf(readPage(`${FOLDER}/README.md`), "ts");
    mkdirSync(path.join(project.folder, "src"));
    project.write("src/main.ts", main);
    project.write("tsconfig.own.json", tsconfig);
    await project.run(TSC, "--project", "tsconfig.own.json");
    // The project has them from the repository, without a network.
    const offline = commands.replaceAll(/^npm install .*\n/gm, "");
    const printed = await project.run("sh", "-e", "-c", `PATH="${path.dirname(TSC)}:$PATH"\n${offline}`);
    expect(printed).toContain("check --config FILE");
  });

  test("has a Dockerfile in the README that runs what the build writes, as Airbyte does too", () => {
    const page = sectionOf(readPage(`${FOLDER}/README.md`), /^In a project of your own/);
    const [dockerfile = ""] = blocksOf(page, "dockerfile");
    const [, folder] = /^WORKDIR (\/airbyte.*)$/m.exec(dockerfile) ?? [];
    const [, built] = /--file (\S+)"/.exec(page) ?? [];
    expect(dockerfile).toContain(`AIRBYTE_ENTRYPOINT="node ${folder}/${built}"`);
    expect(dockerfile).toContain(`ENTRYPOINT ["node", "${folder}/${built}"]`);
    expect(dockerfile).toMatch(/^USER [1-9]\d*$/m);
  });

  test("sees the lines of the source in stack traces", async () => {
    project.write(
      "bug.js",
      `
      import { run } from "airbyte-cdk-typescript";
      const spec = { connectionSpecification: {}, get documentationUrl() { throw new TypeError("x"); } };
      await run({ spec });
    `,
    );
    const printed = await project.run("sh", "-c", `"${process.execPath}" bug.js --help || true`);
    expect(printed).toMatch(/airbyte-cdk-typescript\/src\/command-run\.ts:\d+:\d+/);
  });
});
