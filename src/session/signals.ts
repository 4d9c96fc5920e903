// Signals that Node would take otherwise than a program in a terminal does.

/** Ends the process by the signal itself, as if nobody had listened for it. */
export function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** On SIGUSR1 Node opens its debugger, in which everything unmasked could be read; without a listener it would end. */
export function endOnDebuggerSignal(): void {
  process.on('SIGUSR1', () => endBy('SIGUSR1'));
}
