// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold shell references.
import { expect, test } from 'vitest';
import { growth } from '../detectors/testing/growth.ts';
import { type List, readCommandLine, type Stage, type Word } from './command-line.ts';

const word = ({ text, substitutions, parameters, process }: Word): string => {
  const inner = substitutions.map((list) => `$(${show(list)})`).join('');
  const names = parameters.map((name) => `$${name}`).join('');
  return `${text}${inner}${names}${process === null ? '' : `<(${show(process)})`}`;
};
const stage = (each: Stage): string => {
  const redirections = each.redirections.map(
    ({ descriptor, operator, target }) => `${descriptor < 0 ? '' : descriptor}${operator}[${word(target)}]`,
  );
  if (each.kind === 'group') return [`{${show(each.list)}}`, ...redirections].join(' ');
  const assignments = each.assignments.map(({ name, value }) => `${name}=[${word(value)}]`);
  return [...assignments, ...each.words.map((each) => `[${word(each)}]`), ...redirections].join(' ');
};
const show = (list: List): string => list.map((pipeline) => pipeline.map(stage).join(' | ')).join(' ; ');

test.each([
  ['pass show x', '[pass] [show] [x]'],
  ['a && b || c; d & e\nf', '[a] ; [b] ; [c] ; [d] ; [e] ; [f]'],
  ['a | b |& c |\n d', '[a] | [b] | [c] | [d]'],
  [`echo 'a b' "c d" e\\ f $'g\\th\\x41' ""`, '[echo] [a b] [c d] [e f] [g\thA] []'],
  ['X=1 Y="a b" env', 'X=[1] Y=[a b] [env]'],
  ['X=$(pass show x)', 'X=[$([pass] [show] [x])]'],
  ['a=(1 2 $(b)) c', 'a=[] [c]'],
  ['echo "$(a "$(b c)")" `d \\`e\\``', '[echo] [$([a] [$([b] [c])])] [$([d] [$([e])])]'],
  ['echo $NAME ${OTHER:-$(a)} "${!ref}" ${(P)z} $1 $', '[echo] [$NAME] [$([a])$OTHER] [$!ref] [$!z] [$1] [$]'],
  ['(a; b) | c', '{[a] ; [b]} | [c]'],
  ['{ a; b; } > f', '{[a] ; [b]} >[f]'],
  ['echo {a,b}', '[echo] [{a,b}]'],
  ['a >f 2>&1 <g &>h >>i 3<>j', '[a] >[f] 2>&[1] <[g] &>[h] >>[i] 3<>[j]'],
  ['cat <<< "$(a)" <(b | c) >(d)', '[cat] [<([b] | [c])] [] <<<[$([a])]'],
  ['cat <<EOF | b\nx $(a)\nEOF\nc', '[cat] <<[x \n$([a])] | [b] ; [c]'],
  ["cat <<-'E'\n\t$(a)\n\tE\nc", '[cat] <<[\t$(a)\n] ; [c]'],
  ['a # b; c\nd', '[a] ; [d]'],
  ['echo a#b', '[echo] [a#b]'],
  ['if a; then b; else c; fi', '[a] ; [b] ; [c]'],
  ['for x in a b; do pass show $x; done', '[pass] [show] [$x]'],
  ['while read -r l; do b; done < f', '[read] [-r] [l] ; [b] ; <[f]'],
  ['f() { a; }; function g { b; }', '{[a]} ; {[b]}'],
  ['! time a', '[time] [a]'],
  ['a \\\n b', '[a] [b]'],
  ['[[ -n $x && a ]]', '[[[] [-n] [$x] ; [a] []]]'],
  ['echo "a', '[echo] [a]'],
  ['a )) b', '[a] ; [b]'],
])('%j', (line, expected) => {
  expect(show(readCommandLine(line))).toBe(expected);
});

test('in fish round brackets substitute', () => {
  expect(show(readCommandLine('echo a(pass show x)b (c)', true))).toBe('[echo] [ab$([pass] [show] [x])] [$([c])]');
});

test.each(['$(', '"$(', '(', '`', '${', '<(', '{ ', "$'\\", 'a|', '&', '<<E\n', 'for ', ')', '"'])(
  'a line of nothing but %j is read in linear time',
  (piece) => {
    const read = (length: number) => readCommandLine(piece.repeat(Math.ceil(length / piece.length)));
    expect(growth(read, 8000)).toBeLessThan(24);
  },
);
