// Runs in a container of the connector's image, whose start is not the connector's. Takes the commands as JSON, prints the times.
import { type StartCommands, timeCommands } from "./time-commands.ts";

const commands = JSON.parse(process.argv[2] ?? "") as StartCommands;
console.log(JSON.stringify(await timeCommands(commands)));
