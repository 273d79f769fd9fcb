// Written in old JavaScript and without imports, so that it runs on versions that are not supported.

/** As `engines` in package.json: ^22.21.0 || >=24.5.0. */
const SUPPORTED = "Node 22.21 or a later 22, or Node 24.5 or later";

/** These, and a call without arguments, are for people. */
const FOR_PEOPLE = ["--help", "-h", "--version"];

interface NodeProcess {
  readonly argv: readonly string[];
  readonly versions: { readonly node: string };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 22 && minor >= 21) || (major === 24 && minor >= 5) || major > 24;
}

/**
 * Says in one sentence that this version of Node is not supported, and sets the exit code; gives false for one that is.
 * Airbyte reads messages on stdout, people and PyAirbyte's log read stderr.
 */
export function refuseNode(node: NodeProcess): boolean {
  if (isSupported(node.versions.node)) return false;
  const message = `destination-zendesk needs ${SUPPORTED}, and this is Node ${node.versions.node}: install a supported version, or put it first on the PATH.`;
  const args = node.argv.slice(2);
  if (args.length > 0 && !args.some((argument) => FOR_PEOPLE.indexOf(argument) !== -1)) {
    const error = { message, failure_type: "config_error" };
    const trace = { type: "ERROR", emitted_at: Date.now(), error };
    node.stdout.write(`${JSON.stringify({ type: "TRACE", trace })}\n`);
  }
  node.stderr.write(`${message}\n`);
  node.exitCode = 1;
  return true;
}
