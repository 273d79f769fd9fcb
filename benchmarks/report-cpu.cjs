// Node loads this first. It is CommonJS, because Node alone does not load what ES modules need.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { system, user } = process.cpuUsage();
  writeSync(3, String(system + user));
});
