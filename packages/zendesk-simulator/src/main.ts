#!/usr/bin/env node
import { parseCommandLine, usage } from "./command-line.ts";
import { startSimulator } from "./start-simulator.ts";

async function main(args: readonly string[]): Promise<void> {
  const { port, host, help, endWithStdin, options } = parseCommandLine(args);
  if (help) {
    process.stdout.write(usage());
    return;
  }
  const simulator = await startSimulator({ ...options, port, host });
  const { baseUrl, credentials } = simulator;
  // stdout has one line, for programs; people read stderr.
  process.stdout.write(`${JSON.stringify({ base_url: baseUrl, ...credentials })}\n`);
  process.stderr.write(`A simulated Zendesk listens at ${baseUrl}; everything in it is lost when it ends (Ctrl-C).\n`);
  process.stderr.write(options.hasPage === true ? `Open ${baseUrl} in a browser to see what is in it.\n` : "");
  const stop = (): void => {
    process.stdin.destroy();
    void simulator.close();
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
  if (endWithStdin) process.stdin.once("end", stop).resume();
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help for the options.\n`);
  process.exitCode = 1;
}
