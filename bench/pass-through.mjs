// The bare pass-through that masked-shell is measured against: a pty of node-pty, its bytes written on as they are.
import { loadPty } from './pty.mjs';

const [file, ...args] = process.argv.slice(2);
if (process.stdin.isTTY) process.stdin.setRawMode(true);
const { columns = 80, rows = 24 } = process.stdout;
const child = loadPty().spawn(file, args, { cols: columns, rows, encoding: null });
child.onData((chunk) => process.stdout.write(chunk));
process.stdin.on('data', (chunk) => child.write(chunk));
child.onExit(({ exitCode }) => {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  process.exit(exitCode);
});
