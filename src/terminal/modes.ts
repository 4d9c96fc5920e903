// Control functions that set the terminal up rather than write on it: modes, margins, character sets, resets.

import { Charsets } from './charset.ts';
import type { ControlFunction } from './control-function.ts';
import type { Screen } from './screen.ts';

/** ESC sequences. */
export function executeEscape(screen: Screen, fn: ControlFunction): void {
  const designated = designatedSet(fn.intermediates);
  if (designated >= 0) return screen.charsets.designate(designated, fn.final);
  if (fn.intermediates === 0x23) {
    if (fn.final === 0x38) alignmentTest(screen);
    return;
  }
  if (fn.intermediates !== 0) return;
  switch (fn.final) {
    case 0x37: // DECSC
      screen.saveCursor();
      break;
    case 0x38: // DECRC
      screen.restoreCursor();
      break;
    case 0x44: // IND
      screen.nextLine();
      break;
    case 0x45: // NEL
      screen.col = 0;
      screen.nextLine();
      break;
    case 0x48: // HTS
      screen.tabs.set(Math.min(screen.col, screen.cols - 1));
      break;
    case 0x4d: // RI
      screen.settleColumn();
      screen.reverseLineFeed();
      break;
    case 0x63: // RIS
      reset(screen);
      break;
    case 0x6e: // LS2
      screen.charsets.use(2);
      break;
    case 0x6f: // LS3
      screen.charsets.use(3);
      break;
  }
}

/** Which of G0 to G3 the intermediate `( ) * +` designates, or -1. */
function designatedSet(intermediate: number): number {
  return intermediate >= 0x28 && intermediate <= 0x2b ? intermediate - 0x28 : -1;
}

/** Control sequences that set modes: SM, RM, their private forms, DECSTBM, DECSTR, SCOSC and SCORC. */
export function setMode(screen: Screen, fn: ControlFunction): void {
  if (fn.final === 0x68 || fn.final === 0x6c) {
    const on = fn.final === 0x68;
    for (let i = 0; i < fn.count; i++) {
      if (fn.prefix === 0x3f) setPrivateMode(screen, fn.params[i], on);
      else if (fn.params[i] === 4) screen.insertMode = on;
      else if (fn.params[i] === 20) screen.newLineMode = on;
    }
  } else if (fn.final === 0x72 && fn.prefix === 0) setMargins(screen, fn);
  else if (fn.final === 0x70 && fn.intermediates === 0x21) softReset(screen);
  else if (fn.final === 0x73 && fn.prefix === 0 && fn.intermediates === 0) {
    if (!screen.sideMargins) screen.saveCursor();
  } else if (fn.final === 0x75 && fn.prefix === 0 && fn.intermediates === 0) screen.restoreCursor();
}

function setPrivateMode(screen: Screen, mode: number, on: boolean): void {
  switch (mode) {
    case 6: // DECOM
      screen.originMode = on;
      screen.anchor();
      screen.row = on ? screen.grid.top : 0;
      screen.col = 0;
      break;
    case 7: // DECAWM
      screen.autowrap = on;
      break;
    case 69: // DECLRMM
      screen.sideMargins = on;
      if (on) screen.loosen(0, screen.height - 1);
      break;
    case 2004:
      screen.pasteMode = on;
      break;
    case 47:
    case 1047:
      screen.useAlternate(on);
      break;
    case 1048:
      if (on) screen.saveCursor();
      else screen.restoreCursor();
      break;
    case 1049:
      if (on) {
        screen.saveCursor();
        screen.useAlternate(true);
      } else {
        screen.useAlternate(false);
        screen.restoreCursor();
      }
      break;
  }
}

function setMargins(screen: Screen, fn: ControlFunction): void {
  const top = fn.positive(0);
  const bottom = Math.min(fn.positive(1, screen.height), screen.height);
  if (bottom <= top) return;
  screen.anchor();
  screen.grid.top = top - 1;
  screen.grid.bottom = bottom - 1;
  screen.row = screen.originMode ? screen.grid.top : 0;
  screen.col = 0;
}

function softReset(screen: Screen): void {
  screen.insertMode = false;
  screen.originMode = false;
  screen.autowrap = true;
  screen.charsets = new Charsets();
  screen.pen = 0;
  screen.grid.top = 0;
  screen.grid.bottom = screen.height - 1;
  screen.grid.saved = null;
}

/** RIS: everything as at power-on. */
function reset(screen: Screen): void {
  screen.willLose(0, screen.height - 1);
  screen.useAlternate(false);
  softReset(screen);
  screen.newLineMode = false;
  screen.pasteMode = false;
  screen.sideMargins = false;
  screen.tabs.reset();
  screen.detach();
  screen.grid.anchored = true;
  screen.alternate.saved = null;
  screen.col = 0;
}

/** DECALN: fills the screen with E and homes the cursor. */
function alignmentTest(screen: Screen): void {
  screen.willLose(0, screen.height - 1);
  screen.anchor();
  for (const row of screen.rows) {
    row.clear();
    row.ascii.fill(0x45);
    row.used = row.cols;
  }
  screen.row = screen.col = 0;
}
