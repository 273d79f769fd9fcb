import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Airbyte's launcher runs each connector in a shell, which evaluates AIRBYTE_ENTRYPOINT in a subshell in the background and
 * stores its exit code. Arguments: the program, its main file, the command, `--config`, a file, `--catalog`, a file.
 */
const LAUNCH = {
  /** The orchestrator is at the other ends of three named pipes. Each `cat` is one of its threads. */
  write: `
    cd "$LAUNCH_FOLDER"
    cp "$5" connectorConfig.json
    cp "$7" catalog.json
    mkfifo stdin stdout stderr
    exec 3<&0
    cat <&3 >stdin 2>/dev/null &
    exec 3<&-
    cat <stdout &
    cat <stderr >&2 &
    (eval "$AIRBYTE_ENTRYPOINT write --config $LAUNCH_FOLDER/connectorConfig.json --catalog $LAUNCH_FOLDER/catalog.json" 2>stderr >stdout <stdin) &
    child=$!
    echo $child >child.pid
    wait $child
    code=$?
    echo $code >exitCode.txt
    exit $code`,
  /** The sidecar reads the output from a file when the command has ended. */
  command: `
    cd "$LAUNCH_FOLDER"
    arguments=
    if [ "$#" -gt 3 ]; then
      cp "$5" connectionConfiguration.json
      arguments="--config connectionConfiguration.json"
    fi
    (eval "$AIRBYTE_ENTRYPOINT $3 $arguments" >jobOutput.json) &
    wait $!
    code=$?
    echo $code >exitCode.txt
    cat jobOutput.json
    exit $code`,
};

export interface PlatformLaunch {
  /** For `CommandFiles`. */
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the launcher has stored in a file of its folder. */
  readonly stored: (file: "child.pid" | "exitCode.txt") => string;
}

/** Runs the built connector as Airbyte's launcher does, with the image's AIRBYTE_ENTRYPOINT, for the duration of one test. */
export function launchAsPlatform(kind: keyof typeof LAUNCH): PlatformLaunch {
  const folder = temporaryFolder();
  const env = {
    AIRBYTE_ENTRYPOINT: entrypoint(),
    LAUNCH_FOLDER: folder,
    PATH: [path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter),
  };
  return { shell: LAUNCH[kind], env, stored: (file) => readFileSync(path.join(folder, file), "utf8").trim() };
}

/** That of the image, with this repository in place of the image's folder. */
function entrypoint(): string {
  const dockerfile = readFileSync(path.join(ROOT, "Dockerfile"), "utf8");
  const [, ofImage] = /^ENV AIRBYTE_ENTRYPOINT="([^"]+)"$/m.exec(dockerfile) ?? [];
  if (ofImage === undefined) throw new Error("The Dockerfile sets no AIRBYTE_ENTRYPOINT.");
  return ofImage.replace(/\/airbyte\/integration_code(\S+)/, (_, file: string) => `'${path.join(ROOT, file)}'`);
}
