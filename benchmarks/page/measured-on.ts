import type { Measured } from "../write-results.ts";

/** "Measured on 2026-11-27 with Node 24.21.0 on 2 cores of an Intel Xeon." */
export function measuredOn({ date, machine }: Measured): string {
  const { cores, cpu, node } = machine;
  return `Measured on ${date} with Node ${node} on ${cores} cores of an ${cpu.replaceAll(/\((?:R|TM)\)| Processor/g, "")}.`;
}

/** Figures on virtual time do not depend on the machine. */
export function measuredOnVirtualTime({ date, machine }: Measured): string {
  return `Measured on ${date} with Node ${machine.node}. On virtual time, the figures are the same on every machine.`;
}

/** Adds to a figure that its goal is missed. */
export function markMissed(text: string, isMet: boolean): string {
  return isMet ? text : `${text} (missed)`;
}
