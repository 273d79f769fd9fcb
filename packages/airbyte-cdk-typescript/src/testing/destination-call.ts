/** A call of a destination's command line. */
export interface DestinationCall {
  /** `write` by default. */
  readonly command?: "spec" | "check" | "discover" | "write";
  /** The content of the file given with `--config`. */
  readonly config?: unknown;
  /** The content of the file given with `--catalog`. */
  readonly catalog?: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** A call as a command line, and the files that it names. */
export interface CommandFiles {
  readonly args: readonly string[];
  /** The content of the files that `args` names, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The arguments of a call whose files have these paths. */
export function commandFiles(
  { command = "write", config, catalog }: DestinationCall,
  pathOf: (name: string) => string = (name) => name,
): CommandFiles {
  const given = Object.entries({ config, catalog }).filter(([, content]) => content !== undefined);
  const named = given.map(([option, content]) => ({ option, path: pathOf(`${option}.json`), content }));
  return {
    args: [command, ...named.flatMap(({ option, path }) => [`--${option}`, path])],
    files: Object.fromEntries(named.map(({ path, content }) => [path, JSON.stringify(content)])),
  };
}
