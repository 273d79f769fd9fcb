import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT, type Tarball } from "./pack.ts";

const run = promisify(execFile);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A project outside the repository that installs a package. */
export class ConsumerProject {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Installs the tarball and what it depends on, without a network: from what is installed in the repository. So the
   * installation fails for a package that the repository does not have in a version that is allowed. `others` are
   * installed too.
   */
  static async install({ file }: Tarball, others: readonly string[] = []): Promise<ConsumerProject> {
    const project = new ConsumerProject(mkdtempSync(path.join(tmpdir(), "consumer-")));
    const { stdout } = await run("tar", ["-xzOf", file, "package/package.json"]);
    const { dependencies = {} }: Manifest = JSON.parse(stdout);
    const installed = withDependencies([...Object.keys(dependencies), ...others]);
    const specifiers = [...installed].map((name) => [name, `file:${path.join(ROOT, "node_modules", name)}`] as const);
    project.write(
      "package.json",
      JSON.stringify({ type: "module", private: true, dependencies: Object.fromEntries(specifiers) }),
    );
    await project.run(
      "npm",
      "install",
      "--offline",
      "--install-links",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      file,
    );
    return project;
  }

  write(name: string, content: string): void {
    writeFileSync(path.join(this.folder, name), content);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a program in the project, and returns what it printed. Throws if it fails. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await run(program, args, { cwd: this.folder });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}

function withDependencies(names: readonly string[]): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) {
    const manifest = readFileSync(path.join(ROOT, "node_modules", name, "package.json"), "utf8");
    const { dependencies = {} } = JSON.parse(manifest) as Manifest;
    for (const dependency of Object.keys(dependencies)) found.add(dependency);
  }
  return found;
}
