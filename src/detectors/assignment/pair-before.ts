// A value that stands before its name on a line: `{"value": "...", "name": "DB_PASSWORD"}`, as sorted or generated JSON has it.

/** The key whose value the name is. */
const NAME_KEY = /["']?(?:[nN]ame|[kK]ey|\w{1,20}(?:_name|_key|Name|Key))\\*["']?\s?:\s?\\*["']$/;
const VALUE = /(\\{0,3}["'])(?:[vV]alue|val|\w{1,20}(?:_value|Value))\1\s?:\s?(\\{0,3}["'])/g;
const LONGEST_KEY = 40;
const LONGEST_OBJECT = 500;

export interface ValueBefore {
  readonly start: number;
  readonly end: number;
}

/** The value in the same object before the name that begins at `start`, or null. */
export function valueBefore(text: string, start: number): ValueBefore | null {
  const key = NAME_KEY.exec(text.slice(Math.max(0, start - LONGEST_KEY), start));
  if (key === null) return null;
  const before = text.slice(Math.max(0, start - LONGEST_OBJECT), start);
  const open = before.lastIndexOf('{');
  if (open < 0 || before.includes('}', open)) return null;
  const object = before.slice(open);
  for (const value of object.matchAll(VALUE)) {
    const at = value.index + value[0].length;
    const end = object.indexOf(value[2], at);
    if (end > at) return { start: start - object.length + at, end: start - object.length + end };
  }
  return null;
}
