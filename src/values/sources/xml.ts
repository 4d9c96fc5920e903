// Reads XML as settings are kept in it: the text of elements, attributes, and `<add key="..." value="..."/>`.
import type { Entry } from './entry.ts';

const ELEMENT = /<([\w:.-]{1,100})(?:\s[^<>]*)?>([^<]+)<\/[\w:.-]{1,100}>/g;
const TAG = /<[\w:.-]{1,100}\s([^<>]+)>/g;
const ATTRIBUTE = /([\w:.-]{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function xmlEntries(text: string): Entry[] {
  const entries = [...text.matchAll(ELEMENT)].map(([, name, value]) => ({ path: [name], value: plain(value).trim() }));
  for (const [, inside] of text.matchAll(TAG)) {
    const attributes = [...inside.matchAll(ATTRIBUTE)].map(
      ([, name, double, single]) => [name.toLowerCase(), plain(double ?? single)] as const,
    );
    const of = new Map(attributes);
    const key = of.get('key') ?? of.get('name');
    const value = of.get('value');
    if (key !== undefined && value !== undefined) entries.push({ path: [key], value });
    else for (const [name, text] of attributes) entries.push({ path: [name], value: text });
  }
  return entries;
}

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (_, number?: string, name?: string) =>
    name === undefined ? characterOf(Number(number)) : ENTITIES[name],
  );
}

/** As UTF-8 bytes; what is no character counts as none. */
function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1') : '';
}
