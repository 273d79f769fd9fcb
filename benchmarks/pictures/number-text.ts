/** As the tables show numbers. */
export function numberText(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}
