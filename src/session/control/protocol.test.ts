// Whatever comes over the socket is a request or nothing.
import { expect, it } from 'vitest';
import { LONGEST_VALUE, readRequest } from './protocol.ts';

it.each([
  [{ do: 'status' }],
  [{ do: 'last', count: 3 }],
  [{ do: 'purge', scrollback: true }],
  [{ do: 'pause', seconds: 30, command: false }],
  [{ do: 'add', value: '\xff\x00' }],
  [{ do: 'allow', value: null }],
])('%j is one', (request) => {
  expect(readRequest(JSON.stringify(request))).toEqual(request);
});

it.each([
  'null',
  '7',
  '[]',
  '{',
  '{}',
  '{"do":"off"}',
  '{"do":"__proto__"}',
  '{"do":"last"}',
  '{"do":"last","count":0}',
  '{"do":"last","count":1e9}',
  '{"do":"pause","seconds":300}',
  '{"do":"pause","seconds":3601,"command":false}',
  '{"do":"pause","seconds":-1,"command":false}',
  '{"do":"pause","seconds":"30","command":false}',
  '{"do":"purge","scrollback":1}',
  '{"do":"add","value":""}',
  '{"do":"add","value":"\\u0100"}',
  '{"do":"allow"}',
  JSON.stringify({ do: 'add', value: 'x'.repeat(LONGEST_VALUE + 1) }),
])('%.40s is none', (line) => {
  expect(readRequest(line)).toBe(null);
});

it('carries nothing that was not asked for', () => {
  expect(readRequest('{"do":"status","confirmed":true}')).toEqual({ do: 'status' });
});
