// A progress bar on standard error, for work on many files; only where a person sees it. Our own: the libraries keep the
// cursor's place themselves, and what is printed between goes astray.

export interface Progress {
  /** Another file is done. */
  advance(): void;
  /** Makes room for something else that is printed. */
  clear(): void;
}

const SILENT: Progress = { advance: () => {}, clear: () => {} };

const WIDTH = 30;
/** Milliseconds between two paintings. */
const PAINT_EVERY = 100;
const ERASE_LINE = '\r\x1b[K';

/** @param files how many there are to do; the bar goes away when they are done */
export function showProgress(files: number): Progress {
  if (!process.stderr.isTTY || files < 2) return SILENT;
  let done = 0;
  let painted = performance.now();
  let visible = false;
  const clear = () => {
    if (visible) process.stderr.write(ERASE_LINE);
    visible = false;
  };
  return {
    clear,
    advance() {
      done++;
      if (done === files) clear();
      else if (performance.now() - painted >= PAINT_EVERY) {
        painted = performance.now();
        visible = true;
        const full = Math.floor((done / files) * WIDTH);
        const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
        process.stderr.write(`\r${bar} ${done} of ${files} files`);
      }
    },
  };
}
