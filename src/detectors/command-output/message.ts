// What programs say beside their output: errors, prompts, the lines of a pager. It stays readable where everything else in
// their output is secret.

const LEVELS =
  /^\s{0,8}\[?(?:error|warning|warn|fatal|info|notice|hint|usage|note|debug|panic|failed|aborted)\]?(?: from server)?(?: ?\([\w .]{1,60}\))?[:!]?\s+\S+\s+\S/i;
const PHRASES =
  /^(?:An error occurred \(|Unable to locate credentials|The config profile \(|Could not connect to|Traceback \(|Usage: |Run '|Try '|Please (?:run|log)|You are not (?:logged|currently)|To (?:log in|get started)|Vault is locked|\(?null\)?$|Every \d+(?:\.\d+)?s: )/i;
const SHELLS =
  /^(?:-?(?:bash|zsh|sh|fish|dash|ksh)|sudo|doas|su|env|ssh|timeout|xargs|watch|Unable to use)(?:: line \d+|:\d+)?: \S+ /;
const TIMES = /^(?:real|user|sys)\s+\d+m[\d.]+s$/;
/** What asks for something, and the answer behind it. */
const PROMPT =
  /^(?:\[[\w -]{1,40}\] )?(?=[A-Z(])(?:[^:?]{0,120}\b)?(?:password|passphrase|passcode|pin|otp|code|user ?name|login|name|e-?mail|token|key|is)\b[^:?]{0,80}[:?](?: |$)/i;
/** What else an unfinished line ends with that waits for an answer. */
const QUESTION = /^[A-Z[(][^\n]{0,200}[a-z)\]'" ][:?] $/;
/** The prompts of pagers, and what editors show behind a text's end. */
const PAGER =
  /^(?::[ \w]{0,30}|\(END\)|.{0,80}\(END\)|~|--More--.{0,20}|.{0,60}lines \d+-\d+.{0,40}|-- [A-Z ]+ --.{0,20}|[/?]\w{0,60})$/;
const BORDERS = /^(?:[-+|=\s]|\xe2[\x94\x95][\x80-\xbf])+$/;
const HEADING = /^\s*[=-]{2,} ?[\w ]{1,40} ?[=-]{2,}$/;
const ARMOUR = /^\s*-----(?:BEGIN|END) [A-Z0-9 ]{1,60}-----$/;

const LONGEST_PROGRAM = 40;
/** Programs that others run, and whose messages are shown. */
const HELPERS: ReadonlySet<string> = new Set(
  'gpg gpg2 gpg-agent age ssh ssh-keygen openssl git curl docker kubectl pinentry security'.split(' '),
);

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

/** Borders, headings and brackets between values. */
export function isStructure(line: string): boolean {
  return BORDERS.test(line) || /^[\s{}[\],;]+$/.test(line) || HEADING.test(line) || ARMOUR.test(line);
}
