// Reads standard input and parses each line, the least that any destination in JavaScript must do.
import { stdin } from "node:process";

let rest = "";
let parsed = 0;
stdin.setEncoding("utf8");
for await (const chunk of stdin) {
  const lines = `${rest}${String(chunk)}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    JSON.parse(line);
    parsed += 1;
  }
}
console.log(parsed);
