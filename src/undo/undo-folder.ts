import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ConfigError } from "airbyte-cdk-typescript";
import { fileErrorCode } from "../rejects/file-error-code.ts";
import { makeFolders } from "../rejects/folders.ts";

/** Where the config and the catalog for an undo are written. Nothing there is overwritten. */
export class UndoFolder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Throws `ConfigError`. */
  static async open(folder: string): Promise<UndoFolder> {
    const opened = new UndoFolder(folder);
    try {
      await makeFolders(folder);
    } catch (error) {
      throw opened.#unwritable(error);
    }
    const isInUse = [opened.config, opened.catalog].some((file) => existsSync(file));
    if (isInUse) throw opened.#unwritable(Object.assign(new Error("the folder is in use"), { code: "EEXIST" }));
    return opened;
  }

  get config(): string {
    return path.join(this.#folder, "config.json");
  }

  get catalog(): string {
    return path.join(this.#folder, "catalog.json");
  }

  /** Only the user may read the files: the config contains the connection's secrets. Throws `ConfigError`. */
  async write(config: object, catalog: object): Promise<void> {
    try {
      for (const [file, content] of [[this.config, config] as const, [this.catalog, catalog] as const]) {
        await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`, { flag: "wx", mode: 0o600 });
      }
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #unwritable(error: unknown): ConfigError {
    const code = fileErrorCode(error) ?? "unknown error";
    return new ConfigError(
      `config.json and catalog.json cannot be written to ${this.#folder} (${code}). Name a new folder with --into.`,
      { cause: error },
    );
  }
}
