// Writes configuration as TOML. Regular expressions stand in literal strings, so that they read as they were written.

export type Written = string | number | readonly string[];

/** `[[name]]` with its keys; what is undefined or an empty list is left out. */
export function tomlTable(name: string, keys: Readonly<Record<string, Written | undefined>>): string {
  const lines = Object.entries(keys)
    .filter(([, value]) => value !== undefined && (typeof value !== 'object' || value.length > 0))
    .map(([key, value]) => tomlLine(key, value as Written));
  return `[[${name}]]\n${lines.join('')}`;
}

/** `key = value`. */
function tomlLine(key: string, value: Written): string {
  if (typeof value === 'number') return `${key} = ${value}\n`;
  if (typeof value === 'string') return `${key} = ${quoted(value)}\n`;
  if (value.length === 1) return `${key} = [${quoted(value[0])}]\n`;
  return `${key} = [\n${value.map((text) => `  ${quoted(text)},\n`).join('')}]\n`;
}

function quoted(text: string): string {
  if (/^[\w .:/@+-]*$/.test(text)) return `"${text}"`;
  if (!/[\0-\x08\x0a-\x1f\x7f]|'''|'$/.test(text)) return `'''${text}'''`;
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[\0-\x1f\x7f]/g, escaped)}"`;
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
