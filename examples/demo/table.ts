type Cell = string | number;

/** Prints rows in columns, the first as their heads. Numbers are aligned at their ends. */
export function printTable(rows: readonly (readonly Cell[])[]): void {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en-US") : cell)));
  const widthOf = (column: number) => Math.max(...texts.map((row) => row[column]?.length ?? 0));
  const isOfNumbers = (column: number) => typeof rows[1]?.[column] === "number";
  for (const row of texts) {
    const cells = row.map((text, column) =>
      isOfNumbers(column) ? text.padStart(widthOf(column)) : text.padEnd(widthOf(column)),
    );
    console.log(`    ${cells.join("  ")}`.trimEnd());
  }
}
