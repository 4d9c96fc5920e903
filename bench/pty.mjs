// The outer terminal of all measurements: a pseudoterminal of node-pty, read as fast as Node can and thrown away.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export function loadPty() {
  try {
    return require('node-pty');
  } catch {
    return require('@lydell/node-pty');
  }
}

/** Peak resident memory of a process in MB, or 0 where /proc is not there. */
function peakMemory(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export function openPty([file, ...args], env = process.env) {
  return loadPty().spawn(file, args, { cols: 80, rows: 24, encoding: null, env, name: 'xterm-256color' });
}

/** Runs a command to its end: bytes that arrived, milliseconds until the last of them, peak memory of its process. */
export function runOnPty(command) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = openPty(command);
    let bytes = 0;
    let last = start;
    let first = 0;
    let memory = 0;
    const sampler = setInterval(() => {
      memory = Math.max(memory, peakMemory(child.pid));
    }, 10);
    child.onData((chunk) => {
      last = performance.now();
      first ||= last;
      bytes += chunk.length;
    });
    child.onExit(({ exitCode }) => {
      clearInterval(sampler);
      const end = performance.now();
      // The stream's tail may come after the exit.
      setTimeout(
        () => resolve({ bytes, ms: last - start, firstMs: first - start, exitMs: end - start, memory, exitCode }),
        30,
      );
    });
  });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
}
