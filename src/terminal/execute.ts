// Carries out control functions on a screen, named by their mnemonics in ECMA-48 and xterm's ctlseqs. What moves the
// cursor, erases or edits is here; `modes.ts` has modes, margins and resets. What is unknown changes nothing.
import { type ControlFunction, Kind } from './control-function.ts';
import { executeEscape, setMode } from './modes.ts';
import { repeat } from './print.ts';
import type { Screen } from './screen.ts';

/**
 * Executes `fn` on `screen`.
 * @returns the count that a vertical move must carry instead of its own, where rows lie between that the terminal shows
 *   shortened; else -1
 */
export function execute(screen: Screen, fn: ControlFunction): number {
  screen.restored = false;
  for (const control of fn.embedded) executeControl(screen, control);
  switch (fn.kind) {
    case Kind.Control:
      executeControl(screen, fn.final);
      return -1;
    case Kind.Escape:
      screen.lastPrinted = 0;
      executeEscape(screen, fn);
      return -1;
    case Kind.Csi:
      return executeCsi(screen, fn);
    default:
      return -1;
  }
}

function executeControl(screen: Screen, control: number): void {
  screen.lastPrinted = 0;
  switch (control) {
    case 0x08: // BS
      screen.settleColumn();
      if (screen.col > 0) screen.col--;
      break;
    case 0x09: // HT
      tabForward(screen, 1);
      break;
    case 0x0a: // LF
    case 0x0b: // VT
    case 0x0c: // FF
      if (screen.newLineMode) screen.col = 0;
      screen.nextLine();
      break;
    case 0x0d: // CR
      screen.col = 0;
      screen.sure = true;
      break;
    case 0x0e: // SO
      screen.charsets.use(1);
      break;
    case 0x0f: // SI
      screen.charsets.use(0);
      break;
  }
}

function tabForward(screen: Screen, count: number): void {
  if (screen.pendingWrap) return;
  for (let i = 0; i < count && screen.col < screen.cols - 1; i++) screen.col = screen.tabs.next(screen.col);
}

function executeCsi(screen: Screen, fn: ControlFunction): number {
  if (fn.prefix === 0 && fn.intermediates === 0) return executePlainCsi(screen, fn);
  screen.lastPrinted = 0;
  if (fn.prefix === 0x3f) {
    if (fn.intermediates !== 0) return -1;
    if (fn.final === 0x68 || fn.final === 0x6c) setMode(screen, fn);
    // DECSED and DECSEL erase what is not protected; we know no protection, so they erase.
    else if (fn.final === 0x4a) eraseInDisplay(screen, fn.selector(0));
    else if (fn.final === 0x4b) eraseInLine(screen, fn.selector(0));
    return -1;
  }
  if (fn.prefix !== 0) return -1;
  if (fn.intermediates === 0x20 && fn.final === 0x40)
    shiftColumns(screen, fn.positive(0), true); // SL
  else if (fn.intermediates === 0x20 && fn.final === 0x41)
    shiftColumns(screen, fn.positive(0), false); // SR
  else if (fn.intermediates === 0x21 && fn.final === 0x70)
    setMode(screen, fn); // DECSTR
  else if (fn.intermediates === 0x27) editColumns(screen, fn);
  return -1;
}

function executePlainCsi(screen: Screen, fn: ControlFunction): number {
  const n = fn.positive(0);
  if (fn.final !== 0x62) screen.lastPrinted = 0;
  switch (fn.final) {
    case 0x40: // ICH
      screen.settleColumn();
      willEdit(screen);
      screen.rows[screen.row].insert(screen.col, n, screen.cols);
      break;
    case 0x41: // CUU
      return moveRows(screen, -n);
    case 0x42: // CUD
    case 0x65: // VPR
      return moveRows(screen, n);
    case 0x43: // CUF
    case 0x61: // HPR
      screen.col = Math.min(Math.min(screen.col, screen.cols - 1) + n, screen.cols - 1);
      break;
    case 0x44: // CUB
      screen.col = Math.max(Math.min(screen.col, screen.cols - 1) - n, 0);
      break;
    case 0x45: // CNL
      screen.col = 0;
      return moveRows(screen, n);
    case 0x46: // CPL
      screen.col = 0;
      return moveRows(screen, -n);
    case 0x47: // CHA
    case 0x60: // HPA
      screen.col = Math.min(n, screen.cols) - 1;
      screen.sure = true;
      break;
    case 0x48: // CUP
    case 0x66: // HVP
      moveTo(screen, n, fn.positive(1));
      break;
    case 0x49: // CHT
      tabForward(screen, n);
      break;
    case 0x4a: // ED
      eraseInDisplay(screen, fn.selector(0));
      break;
    case 0x4b: // EL
      eraseInLine(screen, fn.selector(0));
      break;
    case 0x4c: // IL
      editLines(screen, n, true);
      break;
    case 0x4d: // DL
      editLines(screen, n, false);
      break;
    case 0x50: // DCH
      screen.settleColumn();
      willEdit(screen);
      screen.rows[screen.row].remove(screen.col, n, screen.cols);
      break;
    case 0x53: // SU
      screen.scrollUp(screen.grid.top, screen.grid.bottom, n);
      break;
    case 0x54: // SD; with more than one parameter it's a mouse function
    case 0x5e:
      if (fn.count <= 1) screen.scrollDown(screen.grid.top, screen.grid.bottom, n);
      break;
    case 0x58: // ECH
      screen.settleColumn();
      willEdit(screen);
      screen.rows[screen.row].erase(screen.col, Math.min(screen.col + n, screen.cols));
      break;
    case 0x5a: // CBT
      if (screen.pendingWrap) break;
      for (let i = 0; i < n && screen.col > 0; i++) screen.col = screen.tabs.previous(screen.col);
      break;
    case 0x62: // REP
      repeat(screen, n);
      break;
    case 0x64: // VPA
      moveToRow(screen, n);
      break;
    case 0x67: // TBC
      if (fn.selector(0) === 3) screen.tabs.clearAll();
      else if (fn.selector(0) === 0) screen.tabs.clear(Math.min(screen.col, screen.cols - 1));
      break;
    default:
      setMode(screen, fn);
  }
  return -1;
}

/** The cursor's row is about to change: what was written to it is examined first. */
function willEdit(screen: Screen): void {
  screen.willLose(screen.row, screen.row);
}

/** CUU and CUD: stop at a margin that the cursor does not stand beyond, and never leave the screen. */
function moveRows(screen: Screen, delta: number): number {
  screen.settleColumn();
  const { grid } = screen;
  const up = delta < 0;
  const limit = up
    ? screen.row >= grid.top
      ? grid.top
      : 0
    : screen.row <= grid.bottom
      ? grid.bottom
      : screen.height - 1;
  let left = Math.abs(delta);
  let steps = 0;
  while (left > 0 && screen.row !== limit) {
    if (!grid.anchored && !up && screen.row >= grid.lowest) break;
    left -= 1 + (up ? screen.rows[screen.row - 1].lost : screen.rows[screen.row].lost);
    screen.row += up ? -1 : 1;
    steps++;
  }
  if (left > 0 && !grid.anchored) {
    // A screenful up or down ends at the first or last row, wherever it began.
    if (Math.abs(delta) < screen.height - 1) screen.detach();
    else {
      screen.anchor();
      screen.row = up ? 0 : screen.height - 1;
    }
    return -1;
  }
  return steps === Math.abs(delta) || left > 0 ? -1 : steps;
}

/** CUP: 1-based, relative to the margins in origin mode. */
export function moveTo(screen: Screen, row: number, col: number): void {
  screen.anchor();
  const { grid } = screen;
  const top = screen.originMode ? grid.top : 0;
  const bottom = screen.originMode ? grid.bottom : screen.height - 1;
  screen.row = Math.min(top + row - 1, bottom);
  screen.col = Math.min(col, screen.cols) - 1;
  screen.sure = true;
}

/** VPA: the column stays, as sure as it was. */
function moveToRow(screen: Screen, row: number): void {
  const { sure } = screen;
  moveTo(screen, row, Math.min(screen.col, screen.cols - 1) + 1);
  screen.sure = sure;
}

function eraseInLine(screen: Screen, selector: number): void {
  const row = screen.rows[screen.row];
  // Most programs erase what is blank already.
  if (selector !== 0 || screen.col < row.used || row.wrapped || row.overrun !== '') willEdit(screen);
  if (selector === 0) {
    row.erase(screen.col, screen.cols);
    row.wrapped = false;
  } else if (selector === 1) row.erase(0, Math.min(screen.col + 1, screen.cols));
  else if (selector === 2) blankRow(screen, screen.row);
}

function eraseInDisplay(screen: Screen, selector: number): void {
  const last = screen.height - 1;
  if (selector === 0) {
    screen.willLose(screen.row, last);
    if (screen.col === 0) blankRow(screen, screen.row);
    else eraseInLine(screen, 0);
    for (let row = screen.row + 1; row <= last; row++) blankRow(screen, row);
  } else if (selector === 1) {
    screen.willLose(0, screen.row);
    eraseInLine(screen, 1);
    for (let row = 0; row < screen.row; row++) blankRow(screen, row);
  } else if (selector === 2) {
    screen.willLose(0, last);
    for (let row = 0; row <= last; row++) blankRow(screen, row);
  }
}

/** An erased row; where it stands is certain again once the grid is anchored. */
function blankRow(screen: Screen, index: number): void {
  const row = screen.rows[index];
  const loose = row.loose && !screen.grid.anchored;
  row.clear();
  row.loose = loose;
  if (index === 0) screen.grid.above = '';
}

/** IL and DL: only between the margins. */
function editLines(screen: Screen, count: number, insert: boolean): void {
  const { grid } = screen;
  if (screen.row < grid.top || screen.row > grid.bottom) return;
  screen.col = 0;
  if (insert) screen.scrollDown(screen.row, grid.bottom, count);
  else screen.scrollUp(screen.row, grid.bottom, count);
}

/** SL and SR: every row between the margins. */
function shiftColumns(screen: Screen, count: number, left: boolean): void {
  const { grid } = screen;
  screen.willLose(grid.top, grid.bottom);
  for (let index = grid.top; index <= grid.bottom; index++) {
    if (left) grid.rows[index].remove(0, count, screen.cols);
    else grid.rows[index].insert(0, count, screen.cols);
  }
}

/** DECIC and DECDC: insert or delete columns at the cursor. */
function editColumns(screen: Screen, fn: ControlFunction): void {
  const { grid } = screen;
  if (screen.row < grid.top || screen.row > grid.bottom) return;
  if (fn.final !== 0x7d && fn.final !== 0x7e) return;
  screen.settleColumn();
  screen.willLose(grid.top, grid.bottom);
  for (let index = grid.top; index <= grid.bottom; index++) {
    if (fn.final === 0x7d) grid.rows[index].insert(screen.col, fn.positive(0), screen.cols);
    else grid.rows[index].remove(screen.col, fn.positive(0), screen.cols);
  }
}
