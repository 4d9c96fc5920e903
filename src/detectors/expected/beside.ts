// Lines that name a value which stands beside them: `- name: DB_PASSWORD`, `<key>apiToken</key>`, a row of a record, or what says
// that the value is secret whatever its name (`"Type": "SecureString"`).
import type { Names } from '../own-names.ts';
import { type ExpectedValue, MOST_LINES } from './expected.ts';
import { placeOf } from './place.ts';
import { asEntry } from './row.ts';
import { headingOf } from './table.ts';

/** Keys whose value is the name of something. */
const NAME_KEY = /^(?:name|key|id|label|field|variable|var|env|\w{0,20}_(?:name|key)|[A-Za-z]{0,20}(?:Key|Name))$/i;
const LONGEST_NAME_KEY = 64;
/** An operator, blanks, a name in quotes. */
const LONGEST_NAMED = 125;
const NAMED = /^\s{0,60}(["']?)([\w./$ -]{1,100})\1,?$/;
const NAME_ELEMENTS = /<(key|name|[\w.]{0,20}(?:Name|Key))>([\w./$ -]{1,100})<\/\1>$/;

const KEY = /(["']?)([\w.$-]{1,100})\1$/;

/** The value stands in the entry beside this one: `- name: DB_PASSWORD`. */
export function besideOf(line: string, column: number, names: Names): ExpectedValue | null {
  const named = markedOf(line) ?? namedOf(line);
  if (named === null) return null;
  const { name, at } = named;
  const ofKey = named.ofKey === true ? 'maybe' : null;
  const sensitivity = named.marked === true ? 'password' : (names.judge(name.trim().replaceAll(' ', '_')) ?? ofKey);
  if (sensitivity === null) return null;
  const place = placeOf(line, at, column);
  const colon = line.lastIndexOf(':') - at + place.indent;
  // What stands in a block of HCL is indented deeper than its head, and the brace that closes it is not.
  const indent = line.endsWith('{') ? place.indent + 1 : place.indent;
  return {
    kind: 'value',
    place: { ...place, indent },
    name,
    sensitivity,
    beside: true,
    ...((named.deeper === true || /[[{(]/.test(line.slice(0, at))) && { deeper: true as const }),
    ...(named.marked === true && { marked: true as const }),
    ...(line[at] === '<' && { markup: true as const }),
    colon,
    items: 'none',
    left: named.deeper === true ? MOST_LINES.deeper : MOST_LINES.value,
    parent: null,
  };
}

/** `||  Name  |  /prod/db/password  ||`, which may be the heading of a table as well. */
export function rowOf(line: string, column: number, names: Names): ExpectedValue | null {
  const entry = asEntry(line);
  const beside = entry === line ? null : besideOf(entry.trimEnd(), column, names);
  return beside === null ? null : { ...beside, row: true, parent: headingOf(line, names) };
}

/** `"Type": "SecureString"`, `"sensitive": true`: that the value beside it is one, whatever its name. */
const MARK =
  /(["']?)(?:type|sensitive|secret)\1\s{0,20}[:=]\s{0,60}(?:"SecureString"|SecureString|"CONCEALED"|true),?$/i;
const LONGEST_MARK = 110;

/** `"type": "random_password"`, `resource "random_password" "db" {`: what terraform made is a secret. */
const GENERATED =
  /(?:(["']?)type\1\s{0,20}[:=]\s{0,20}|\bresource\s{1,4})["']random_password["'](?:,?|\s{1,4}"[\w-]{1,60}"\s{0,4}\{)$/;

/** `"id": "https://x.vault.azure.net/secrets/db/17"`, `name: projects/x/secrets/db/versions/1`: what it names is a secret. */
const RESOURCE =
  /(["']?)(?:id|sid|name)\1\s{0,20}[:=]\s{0,20}(["']?)(?:https:\/\/[\w.-]{1,80}|projects\/[\w.:-]{1,80}(?:\/locations\/[\w-]{1,40})?)\/secrets\/[\w./-]{1,160}\2,?$/;
const LONGEST_RESOURCE = 360;

interface Naming {
  readonly name: string;
  readonly at: number;
  /** The value is secret whatever its name. */
  readonly marked?: true;
  /** It may stand deeper. */
  readonly deeper?: true;
  /** The name is that of a key. */
  readonly ofKey?: boolean;
}

function markedOf(line: string): Naming | null {
  if (line.includes('random_password')) {
    const generated = GENERATED.exec(line);
    return generated === null ? null : { name: 'secret', at: generated.index, marked: true, deeper: true };
  }
  if (line.includes('/secrets/')) {
    const from = Math.max(0, line.length - LONGEST_RESOURCE);
    const resource = RESOURCE.exec(line.slice(from));
    return resource === null ? null : { name: 'secret', at: from + resource.index, marked: true, deeper: true };
  }
  if (!/(?:true|String|CONCEALED)"?,?$/.test(line.slice(-16))) return null;
  const from = Math.max(0, line.length - LONGEST_MARK);
  const mark = MARK.exec(line.slice(from));
  if (mark === null || (/true,?$/i.test(mark[0]) && /^["']?type/i.test(mark[0]))) return null;
  return { name: 'secret', at: from + mark.index, marked: true };
}

/** What an entry names (`name: X`, `<name>X</name>`), and where the entry begins. */
function namedOf(line: string): Naming | null {
  if (line.endsWith('>')) {
    const element = NAME_ELEMENTS.exec(line);
    return element === null ? null : { name: element[2], at: element.index };
  }
  const operator = Math.max(line.lastIndexOf(':'), line.lastIndexOf('='));
  if (operator < 0 || line.length - operator > LONGEST_NAMED) return null;
  const from = Math.max(0, operator - LONGEST_NAME_KEY);
  const key = KEY.exec(line.slice(from, operator).trimEnd());
  if (key === null || !NAME_KEY.test(key[2])) return null;
  const name = NAMED.exec(line.slice(operator + 1));
  return name === null ? null : { name: name[2], at: from + key.index, ofKey: /^key_?name$/i.test(key[2]) };
}
