import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readPage } from "../../testing/documents/page.ts";
import { ConsumerProject } from "../../testing/packages/consumer-project.ts";
import { type Tarball, pack } from "../../testing/packages/pack.ts";

let tarball: Tarball;
beforeAll(async () => {
  tarball = await pack(".");
}, 60_000);
afterAll(() => tarball.remove());

describe("the package of the connector", () => {
  test("contains the built connector with its licenses, and neither tests nor sources", () => {
    const code = tarball.content.filter((file) => /\.[cm]?[jt]s$/.test(file));
    expect(code).toContain("dist/main.js");
    expect(code.filter((file) => !/^dist\/[^/]+\.js$/.test(file))).toEqual([]);
    expect(tarball.content).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "CHANGELOG.md", "spec.json", "dist/THIRD-PARTY-LICENSES.txt"]),
    );
  });

  test("depends on no other package, because the build bundles them", () => {
    expect(JSON.parse(readPage("package.json"))).not.toHaveProperty("dependencies");
  });

  test("runs where it is installed", async () => {
    const project = await ConsumerProject.install(tarball);
    onTestFinished(() => project.remove());
    expect(await project.run("npx", "--offline", "destination-zendesk", "--version")).toMatch(
      /^destination-zendesk \d/,
    );
    const spec: unknown = JSON.parse(await project.run("npx", "--offline", "destination-zendesk", "spec"));
    expect(spec).toMatchObject({ type: "SPEC", spec: JSON.parse(readPage("spec.json")) });
  });
});
