// I1, I4 with the rules and known values that people use: every row of the table of token formats, and the families.
import { it } from 'vitest';
import { paintAddressed } from '../support/paint/addressed.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { paintPlain } from '../support/paint/plain.ts';
import { checkPainting, builtInExaminer as examining, wholeLines } from '../support/property.ts';
import { FORMAT_KINDS } from '../support/secrets.ts';

const kinds = ['assignment', 'json-assignment', 'yaml-assignment', 'url-password', 'known-value', ...FORMAT_KINDS];

it('plain lines', () => {
  checkPainting((c) => paintPlain(c, '\r\n', kinds), { runs: 1000, examining });
});

it('plain lines that come whole show *** for each secret', () => {
  checkPainting((c) => paintPlain(c, ' .\r\n', kinds), { runs: 1000, examining, cutting: wholeLines, onlyFixed: true });
});

it('painted by cursor addressing', () => {
  checkPainting((c) => paintAddressed(c, 'forward', kinds), { runs: 1000, examining });
});

it('typed on a prompt', () => {
  checkPainting((c) => paintLineEditor(c, kinds), { runs: 500, examining });
});
