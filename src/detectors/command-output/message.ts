// What programs say beside their output: errors, prompts, the lines of a pager. It stays readable where everything else in
// their output is secret.

const LEVELS =
  /^\s{0,8}(?:\[(?:error|warning|fatal|info|notice|debug)\]|(?:error|warning|warn|fatal|panic|usage|failed)\b)(?: from server)?(?: ?\([\w .]{1,60}\))?[:!]?\s+\S+\s+\S/i;
const PHRASES =
  /^(?:An error occurred \(|Unable to locate credentials|The config profile \(|Could not connect to|Traceback \(|Usage: |Run '|Try '|Please (?:run|log)|You are not (?:logged|currently)|To (?:log in|get started)|Vault is locked|Sorry, try again|Defaulted container |\(?null\)?$|Every \d+(?:\.\d+)?s: )/i;
const SHELLS =
  /^(?:-?(?:ba|z|fi|da|k)?sh|sudo|doas|su|env|ssh|timeout|xargs)(?:: line \d+|:\d+)?: .{0,200}\b(?:not found|no such|denied|failed|connect|unknown|invalid|can(?:no|')t|not allowed|resolve)\b/i;
const TIMES = /^(?:(?:real|user|sys)\s+\d+m[\d.]+s|.{1,200} cpu [\d.:]+ total)$/;
/** What asks for something, and the answer behind it. */
const PROMPT =
  /^(?:\? |\[[\w -]{1,40}\] )?(?=[A-Z(])(?:[^:?]{0,120}\b)?(?:password|passphrase|passcode|pin|otp|code|user ?name|login|name|e-?mail|token|key|is)\b[^:?]{0,80}[:?](?: |$)/i;
/** What else an unfinished line ends with that waits for an answer. */
const QUESTION = /^[A-Z[(][^\n]{0,200}[a-z)\]'" ][:?] $/;
/** The prompts of pagers, and what editors show behind a text's end. */
const PAGER = /^(?::|.{0,80}\(END\)|~|--More--.{0,20}|.{0,60}lines \d+-\d+.{0,40}|-- [A-Z ]+ --.{0,20})$/;
const BORDERS = /^(?:[-+|=\s]|\xe2[\x94\x95][\x80-\xbf])+$/;
/** A tree of folders, and what stands in a frame on all sides: a dialog that asks for a passphrase. */
const DRAWN = /^(?:[\s\xa0\xc2]|\xe2\x94\x82)*(?:\xe2\x94[\x94\x9c]\xe2\x94\x80|\xe2\x94\x82.*\xe2\x94\x82\s*$)/;
const ARMOUR = /^\s*-----(?:BEGIN|END) [A-Z0-9 ]{1,60}-----$/;

const LONGEST_PROGRAM = 40;
/** Programs that others run, and whose messages are shown. */
const HELPERS: ReadonlySet<string> = new Set('gpg gpg2 gpg-agent ssh-keygen openssl curl pinentry'.split(' '));

/** How much of the line is a program's message: all of it, none, or up to a prompt's end. */
export function messageEnd(line: string, ended: boolean, programs: readonly string[]): number {
  if (PAGER.test(line)) return line.length;
  const text = line.trimEnd();
  if (LEVELS.test(text) || PHRASES.test(text) || SHELLS.test(text) || TIMES.test(text)) return line.length;
  const colon = text.indexOf(': ');
  // `gpg: decryption failed`: two words at least, so that it is no key with its value.
  const name = colon > 0 && colon < LONGEST_PROGRAM ? text.slice(0, colon) : '';
  if (name !== '' && (programs.includes(name) || HELPERS.has(name)) && /^\S+ \S/.test(text.slice(colon + 2)))
    return line.length;
  const prompt = PROMPT.exec(line)?.[0].length ?? 0;
  if (prompt > 0) return prompt;
  return !ended && QUESTION.test(line) ? line.length : 0;
}

/** Whether the line belongs to a pager that shows the output. */
export function isPager(line: string): boolean {
  return PAGER.test(line.trimEnd()) || /^Every \d+(?:\.\d+)?s: /.test(line);
}

/** Borders and brackets between values. */
export function isStructure(line: string): boolean {
  return BORDERS.test(line) || /^[\s{}[\],;]+$/.test(line) || DRAWN.test(line) || ARMOUR.test(line);
}
