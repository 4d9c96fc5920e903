// I6: whatever a program prints, memory stays bounded and time grows linearly. Streams are poured chunk by chunk, as a pty
// gives them; eight times the stream must take about eight times as long and no more memory.
import { describe, expect, it } from 'vitest';
import { createExaminer } from '../../src/detectors/index.ts';
import { makeSecret } from '../support/secrets.ts';
import { growthOfMemory, growthOfTime, LINEAR, pour } from './growth.ts';

const CHUNK = 16 * 1024;
/** Chunks after which the memory is measured first, and again after twice as many. */
const MANY = 384;
/** Open secrets are examined again and again; there, fewer must do. */
const FEW = 64;

const fill = (text: string, length = CHUNK) => new Uint8Array(Buffer.alloc(length, text, 'latin1'));

interface Stream {
  readonly first: string;
  readonly rest: string;
  readonly slow?: true;
}

const pem = '-----BEGIN PRIVATE KEY-----';
const token = makeSecret('github-pat', 3).text;

const STREAMS: Record<string, Stream> = {
  'a line without end': { first: '', rest: 'abcdefghij klmno ' },
  'a word without end': { first: '', rest: 'x' },
  'a token without end': { first: makeSecret('anthropic-api', 1).text, rest: 'Ab3_', slow: true },
  'a value without end': { first: 'DB_PASSWORD=', rest: 'q7Zr9', slow: true },
  'a live row without end': { first: '\x1b[2J\x1b[H', rest: 'abcdefghij klmno ' },
  'a token without end on a live screen': { first: `\x1b[2J\x1b[H${token}`, rest: 'Ab3x', slow: true },
  'a title that never ends': { first: '\x1b]0;', rest: 'title and more ' },
  'a secret in a title that never ends': { first: `\x1b]0;${token}`, rest: ' DB_PASSWORD=hZ7w3n8 ' },
  'a clipboard that never ends': { first: '\x1b]52;c;', rest: 'QUJD' },
  'a link that never ends': { first: '\x1b]8;;https://', rest: 'u:p@h/' },
  'an unknown string that never ends': { first: '\x1b]9999;', rest: 'abc ' },
  'a device control string that never ends': { first: '\x1bPq', rest: '#0!14~' },
  'a pass-through that never ends': { first: '\x1bPtmux;', rest: '\x1b\x1b[31mx' },
  'a picture that never ends': { first: '\x1b_Ga=T,f=100;', rest: 'iVBORw0KGgo' },
  'parameters that never end': { first: '\x1b[', rest: '38;5;' },
  'intermediates that never end': { first: '\x1b', rest: ' ' },
  'colours without text': { first: '', rest: '\x1b[31m' },
  'colours that never repeat a reset': { first: '\x1b[2J', rest: '\x1b[38;5;9mx\x1b[48;5;7my' },
  'openings of a block': { first: '', rest: `${pem}\r\n` },
  'openings of a block in one line': { first: '', rest: `${pem} ` },
  'a block that never closes': { first: `${pem}\r\n`, rest: `${'Ab3/'.repeat(16)}\r\n` },
  'a block that never closes, without line ends': { first: pem, rest: 'Ab3/', slow: true },
  'empty lines': { first: '', rest: '\r\n' },
  'scrolling on a live screen': { first: '\x1b[2J\x1b[24;1H', rest: 'word word\r\n' },
  'a progress bar': { first: '', rest: '\r50% [#####     ] 12 MB/s' },
  'a progress bar of several rows': { first: '', rest: 'one\r\ntwo\r\n\x1b[2A\x1b[K' },
  'combining characters': { first: 'e', rest: '\xcc\x81' },
  'continuation bytes': { first: '', rest: '\x80' },
  backspaces: { first: '\x1b[2J', rest: 'ab\b\b' },
  'secrets line by line': { first: '', rest: `key ${token} end\r\n` },
  'secrets on a live screen': { first: '\x1b[2J', rest: `\x1b[H${token}\x1b[K` },
};

function chunksOf({ first, rest }: Stream): (i: number) => Uint8Array {
  const beginning = fill(rest);
  beginning.set(Buffer.from(first, 'latin1'));
  // A whole number of repetitions, so that chunks join as the stream would.
  const next = fill(rest, CHUNK - (CHUNK % rest.length));
  return (i) => (i === 0 ? beginning : next);
}

describe.each(Object.entries(STREAMS))('%s', (_name, stream) => {
  const examiner = createExaminer();
  const options = { examiner, size: { cols: 80, rows: 24 } };
  const chunk = chunksOf(stream);

  it('takes linear time', () => {
    expect(growthOfTime((size, overdue) => pour(options, size, chunk, overdue), 8)).toBeLessThan(LINEAR);
  });

  it('takes bounded memory', () => {
    const count = stream.slow ? FEW : MANY;
    // Half of what a redactor would hold that keeps everything.
    expect(growthOfMemory(options, count, chunk)).toBeLessThan((count * CHUNK) / 2);
  });
});
