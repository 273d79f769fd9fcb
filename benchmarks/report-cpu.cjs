// Node loads this first. It is CommonJS, because Node alone does not load what ES modules need.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
  writeSync(3, `${systemCPUTime + userCPUTime} ${maxRSS}`);
});
