// Node loads this first. It is CommonJS, because Node alone does not load what ES modules need.
const { writeSync } = require("node:fs");

function report() {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
  writeSync(3, `${systemCPUTime + userCPUTime} ${maxRSS}`);
}

process.on("exit", report);

// The connector ends by replacing its process, which emits no event. CPU time goes on, so it is reported before.
const { execve } = process;
if (execve) {
  process.execve = (...args) => {
    report();
    execve(...args);
  };
}
