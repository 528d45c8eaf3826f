// Hostile messages: what a client may send over the development server's socket.

import { hostileIds } from './hostile-paths.ts'

const request = { id: 'evil', file: 'evil.ts', text: 'export {}' }

/** Frames that are no messages of Vite's at all. */
export const brokenFrames: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  ...[
    '',
    ' ',
    '{',
    'null',
    '[]',
    '"text"',
    '0',
    'true',
    '{}',
    '\0',
    '\u001b[2J',
    '[['.repeat(9_999),
  ],
  ...[
    '{"type":"custom"}',
    '{"type":"custom","event":null}',
    '{"type":null,"event":"tickswap:hello"}',
  ],
  ...['{"type":"custom","event":"tickswap:hello"}', '{"type":"custom","event":{},"data":{}}'],
  ...['{"type":"custom","event":"__proto__","data":{}}', '{"__proto__":{"type":"custom"}}'],
  ...['{"type":"custom","event":"constructor","data":1}', '{"type":"update","updates":[]}'],
  '{"type":"custom","event":"tickswap:changes","data":{"changes":[]}}',
  `{"type":"custom","event":"tickswap:hello","data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  new Uint8Array(1_000_000),
]

/** What the server must neither take nor stumble over, each with the secret of its pages. */
export const hostileQuestions: readonly (readonly [event: string, data: object])[] = [
  ...[undefined, null, '1', 1.5, Number.NaN, {}, [], true, 2 ** 60, '__proto__'].flatMap(
    (question) => [
      ['tickswap:hello', { question, hashes: {} }] as const,
      ['tickswap:compile', { question, request }] as const,
    ],
  ),
  ...[undefined, null, 1, 'text', [], [['a', 'b']], true].map((hashes) => {
    return ['tickswap:hello', { question: 1, hashes }] as const
  }),
  ...[undefined, null, 1, 'text', [], [request], true, {}].map((request) => {
    return ['tickswap:compile', { question: 1, request }] as const
  }),
  ...['id', 'file', 'text'].flatMap((key) =>
    [undefined, null, 1, {}, [], ['evil'], { toString: 'evil' }].map((value) => {
      return ['tickswap:compile', { question: 1, request: { ...request, [key]: value } }] as const
    }),
  ),
  ...hostileIds
    .filter(({ length }) => length < 1_000)
    .map((id) => {
      return [
        'tickswap:compile',
        { question: 1, request: { ...request, id, file: `${id}.ts` } },
      ] as const
    }),
  ...['../evil.ts', '/etc/passwd', 'evil', 'other.ts', 'evil.ts/x', 'evil.exe', 'evil.d'].map(
    (file) => {
      return ['tickswap:compile', { question: 1, request: { ...request, file } }] as const
    },
  ),
  ['tickswap:compile', { question: 1, request: { ...request, text: 'x'.repeat(2 ** 21 + 1) } }],
  ['tickswap:hello', { question: 1, hashes: manyHashes() }],
  ['tickswap:unknown', { question: 1 }],
]

/** Hellos that are answered, whatever is in them. */
export const oddHellos: readonly object[] = [
  { hashes: JSON.parse('{"__proto__": "x", "constructor": "x", "toString": {}}') },
  { hashes: Object.fromEntries(hostileIds.slice(0, 50).map((id) => [id, 'x'])) },
  { hashes: { 'npc/wander': '\u001b[2J', gone: 'x'.repeat(100_000) } },
  JSON.parse('{"hashes": {}, "__proto__": {"question": 7}, "constructor": {"prototype": {}}}'),
]

function manyHashes(): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: 20_001 }, (_, number) => [`s${number}`, 'x']))
}
