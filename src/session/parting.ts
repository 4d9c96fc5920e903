// What is written to the outer terminal when a session is ended from outside: the program, hung up, had no time to put
// back what it had set. Each of these is the state in which a shell finds a terminal, and harmless where it was not left.

const PUT_BACK = [
  '\x1b[?1000l\x1b[?1002l\x1b[?1003l', // mouse reports
  '\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l', // their encodings
  '\x1b[?1004l', // focus reports
  '\x1b[?2004l', // bracketed paste
  '\x1b[?1l\x1b>', // application cursor keys and keypad
  '\x1b[>4m\x1b[<u', // keys reported by xterm's and kitty's protocols
  '\x1b[?2026l', // synchronized output
  '\x1b[4l\x1b[?7h', // insert mode, autowrap
  '\x0f\x1b(B\x1b[m', // character set, attributes
  '\x1b7\x1b[r\x1b8', // margins; setting them moves the cursor
  '\x1b[?25h\x1b[0 q', // the cursor is seen, in its usual form
].join('');

/**
 * The bytes that leave a terminal as a shell can use it.
 * @param alternate the alternate screen is on; leaving it when it is not would move the cursor.
 */
export function partingBytes(alternate: boolean): Uint8Array {
  return Buffer.from(`${PUT_BACK}${alternate ? '\x1b[?1049l' : ''}`, 'latin1');
}
