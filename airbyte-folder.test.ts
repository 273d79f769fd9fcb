import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { spec } from "./src/config/spec.ts";

const root = import.meta.dirname;
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Metadata {
  readonly metadataSpecVersion: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface AcceptanceTests {
  readonly acceptance_tests: {
    readonly spec: { readonly tests: readonly { readonly spec_path: string }[] };
    readonly connection: { readonly tests: readonly { readonly config_path: string; readonly status: string }[] };
  };
}

const metadata: Metadata = parse(read("metadata.yaml"));
const manifest: { readonly version: string; readonly license: string } = JSON.parse(read("package.json"));
const dockerfile = read("Dockerfile");

/** The argument of a Dockerfile instruction, of its last stage if it stands in several. */
function instruction(name: string): string {
  const lines = dockerfile.split("\n").filter((line) => line.startsWith(name));
  return lines.at(-1)?.slice(name.length).trim() ?? "";
}

describe("metadata.yaml", () => {
  // airbyte-connector-models: ConnectorMetadataDefinitionV0.json, `required`
  test.each([
    "name",
    "definitionId",
    "connectorType",
    "dockerRepository",
    "dockerImageTag",
    "license",
    "documentationUrl",
    "githubIssueLabel",
    "connectorSubtype",
    "releaseStage",
  ])("says %s, which Airbyte's registry requires", (field) => {
    expect(metadata.data[field]).toEqual(expect.stringMatching(/\S/));
  });

  test("describes a destination for APIs that may only talk to the account's own host and to S3 servers", () => {
    expect(metadata.metadataSpecVersion).toBe("1.0");
    expect(metadata.data).toMatchObject({
      connectorType: "destination",
      connectorSubtype: "api",
      supportsDataActivation: true,
      supportsRefreshes: true,
      allowedHosts: {
        // oxlint-disable no-template-curly-in-string -- Airbyte fills these in from the config
        hosts: ["${subdomain}.zendesk.com", "${subdomain}", "*.amazonaws.com", "${object_storage_config.s3_endpoint}"],
        // oxlint-enable no-template-curly-in-string
      },
    });
    expect(metadata.data["definitionId"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test("and the spec name a page of the repository that publishes the image", () => {
    const [, publisher = ""] = /^ghcr\.io\/(.+)$/.exec(String(metadata.data["dockerRepository"])) ?? [];
    const page = "docs/zendesk.md";
    expect(existsSync(join(root, page))).toBe(true);
    const address = `https://github.com/${publisher}/blob/main/${page}`;
    expect([metadata.data["documentationUrl"], spec.documentationUrl]).toEqual([address, address]);
  });
});

describe("the image", () => {
  test("has the version that package.json and metadata.yaml have", () => {
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(metadata.data["dockerImageTag"]).toBe(manifest.version);
    expect(instruction("LABEL io.airbyte.version=")).toBe(`"${manifest.version}"`);
  });

  test("is labelled with the repository it is pulled from", () => {
    expect(instruction("LABEL io.airbyte.name=")).toBe(`"${String(metadata.data["dockerRepository"])}"`);
  });

  test("starts the same way by hand and by AIRBYTE_ENTRYPOINT", () => {
    const entrypoint: string[] = JSON.parse(instruction("ENTRYPOINT"));
    expect(entrypoint).toEqual(["node", "/airbyte/integration_code/dist/main.js"]);
    expect(instruction("ENV AIRBYTE_ENTRYPOINT=")).toBe(`"${entrypoint.join(" ")}"`);
  });

  test("contains the Node binary, the bundle and what it reads, but no package manager and no packages", () => {
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
    expect(lastStage).toMatch(/^\nFROM debian:\S+-slim\n/);
    const copied = lastStage.split("\n").filter((line) => /^(?:COPY|ADD) /.test(line));
    expect(copied).toEqual([
      "COPY --from=build /usr/local/bin/node /usr/local/bin/",
      "COPY --from=build /airbyte/integration_code/package.json /airbyte/integration_code/spec.json ./",
      "COPY --from=build /airbyte/integration_code/dist dist",
    ]);
  });

  test("runs with the user id that Airbyte uses", () => {
    expect(instruction("USER")).toBe("1000:1000");
  });
});

describe("the license", () => {
  test("is MIT in LICENSE, package.json and metadata.yaml", () => {
    expect(read("LICENSE")).toMatch(/^MIT License\n/);
    expect([manifest.license, metadata.data["license"]]).toEqual(["MIT", "MIT"]);
  });
});

describe("the icon", () => {
  const icon = read(String(metadata.data["icon"]));
  const svg = /<svg\b[^>]*>/.exec(icon)?.[0] ?? "";
  const attribute = (name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(svg)?.[1];

  test("is square", () => {
    expect(attribute("width")).toBe("250");
    expect(attribute("height")).toBe("250");
    expect(attribute("viewBox")).toBe("0 0 250 250");
  });

  test("is drawn: no raster image, no script and nothing loaded from elsewhere", () => {
    expect(icon).not.toMatch(/<image|<script|<foreignObject|data:|href|url\(/i);
  });
});

describe("acceptance-test-config.yml", () => {
  const { acceptance_tests: suites }: AcceptanceTests = parse(read("acceptance-test-config.yml"));
  const paths = [
    ...suites.spec.tests.map((one) => one.spec_path),
    ...suites.connection.tests.map((one) => one.config_path),
  ];

  test.each(paths.filter((path) => !path.startsWith("secrets/")))("names %s, which exists and is JSON", (path) => {
    expect(existsSync(join(root, path))).toBe(true);
    expect(JSON.parse(read(path))).toBeTypeOf("object");
  });

  test("checks a valid config and some invalid ones", () => {
    expect(new Set(suites.connection.tests.map((one) => one.status))).toEqual(new Set(["succeed", "failed"]));
  });

  test("keeps the config of a real account out of git", () => {
    expect(read(".gitignore").split("\n")).toContain("secrets/");
  });
});
