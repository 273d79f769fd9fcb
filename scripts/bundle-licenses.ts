import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:\.(?:md|txt))?$/i;
/** The last section of a README, up to its links. */
const LICENSE_SECTION = /^(?:#+ )?License\n(?:-+\n)?([^]+?)(?=\n\[[^\]]+\]: |$(?![^]))/m;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
  readonly text?: string;
}

/**
 * The licenses of the packages that these modules come from: they ask that every copy carries them. Each text is given
 * once, after the packages that share it. Throws for a package without one.
 */
export function gatherLicenses(modules: readonly string[]): string {
  const folders = [...new Set(modules.flatMap((module) => PACKAGE.exec(module)?.[0] ?? []))];
  const packages = folders.map(readPackage);
  const byText = Map.groupBy(packages, (one) => one.text ?? sharedText(one, packages) ?? readSection(one));
  const parts = [...byText].map(([text, sharing]) => {
    const names = sharing.map(({ name, version, license }) => `${name} ${version} (${license})`);
    return `${names.toSorted().join("\n")}\n\n${text}\n`;
  });
  return `The connector contains these packages.\n\n${parts.toSorted().join(`\n${"-".repeat(80)}\n\n`)}`;
}

function readPackage(folder: string): Package {
  const json: Omit<Package, "folder"> = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const { name, version, license } = json;
  const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
  const texts = files.map((file) => readText(path.join(folder, file)));
  return { name, version, license, folder, ...(texts.length === 0 ? {} : { text: texts.join("\n\n") }) };
}

/** AWS leaves the file out of some packages. */
function sharedText({ name, license }: Package, packages: readonly Package[]): string | undefined {
  if (!name.startsWith("@")) return undefined;
  const [scope = ""] = name.split("/");
  return packages.find((other) => other.name.startsWith(`${scope}/`) && other.license === license && other.text)?.text;
}

function readSection({ name, folder }: Package): string {
  const section = LICENSE_SECTION.exec(readText(path.join(folder, "README.md")))?.[1]?.trim();
  if (section?.includes("Copyright") === true) return section;
  throw new Error(`${name} has neither a license file nor a license in its README.`);
}

function readText(file: string): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
}
