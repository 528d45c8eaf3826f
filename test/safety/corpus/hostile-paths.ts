// Hostile paths: ids that reach out of the scripts' folder, that some file system cannot hold, or
// that nobody can tell from another; and names that look dangerous and are none.

const superscripts = ['¹', '²', '³']
const devices = [
  ...['con', 'prn', 'aux', 'nul', 'conin$', 'conout$', 'clock$', 'com0', 'lpt0', 'com1', 'lpt9'],
  ...superscripts.flatMap((digit) => [`com${digit}`, `lpt${digit}`]),
  ...['com１', 'ｃｏｎ', 'lpt₃', 'ＮＵＬ'],
]

/** None of these may be a script's id. */
export const hostileIds: readonly string[] = [
  // Out of the folder.
  ...['..', '.', '../evil', '../../evil', 'npc/../../evil', 'npc/..', './evil', 'a/./b', 'a//b'],
  ...['/evil', '//evil', 'evil/', '/', '', ' ', '...', 'a/.../b', '~/evil', '~root/evil'],
  // Windows' ways.
  ...['\\evil', '..\\evil', 'npc\\..\\..\\evil', 'C:/evil', 'c:evil', 'C:\\evil', 'a/c:evil'],
  ...['//server/share/evil', '\\\\server\\share\\evil', '\\\\?\\C:\\evil', '//./pipe/evil'],
  ...['evil::$DATA', 'evil:stream', 'npc/evil:stream', 'PROGRA~1/evil', 'evil~1'],
  ...['evil.', 'evil ', 'evil. ', 'npc./evil', 'npc /evil', 'npc../evil', ' evil'],
  ...devices.flatMap((name) => [name, name.toUpperCase(), `npc/${name}`, `${name}/a`]),
  ...devices.flatMap((name) => [`${name}.txt`, `${name}.tar.gz`, `${name} .txt`, `${name}.`]),
  // Encodings, once and twice.
  ...['%2e%2e/evil', '%2E%2E%2Fevil', '..%2fevil', '%252e%252e%252fevil', '%c0%ae%c0%ae/evil'],
  ...['%00', 'evil%00', '..%00/evil', '&#46;&#46;/evil', '\\u002e\\u002e/evil', '..;/evil'],
  ...['npc/%2e%2e/%2e%2e/evil', '%5c..%5cevil', '%u002e%u002e/evil', '=2e=2e/evil'],
  // Look-alikes of dots and slashes.
  ...['\u2024\u2024/evil', '\uff0e\uff0e/evil', '..\u2215evil', '..\u2044evil', '..\uff0fevil'],
  ...['\u2025/evil', '\u2026/evil', '..\uff3cevil', '\u29f5evil', '\uff1aevil'],
  // What nobody sees, or what ends a text early.
  ...['ev\0il', 'evil\0.ts', '\0', 'evil\n', 'ev\nil', 'ev\ril', 'ev\til', '\u001b[2Jevil'],
  ...['evil\u202ets', '\u2066evil', 'ev\u200bil', 'ev\u200dil', '\ufeffevil', 'ev\u00adil'],
  ...['ev\u3164il', '\u115fevil', 'ev\uffa0il', 'ev\u034fil', 'ev\ufe0fil', 'ev\u{e0100}il'],
  ...['evil\u0085', 'ev\u2028il', 'ev\u00a0il', 'ev\u3000il', 'ev\ud800il', '\udc00', 'a\u0301'],
  // Other schemes, and Vite's own.
  ...['file:///evil', 'http://evil', 'data:text/javascript,evil', 'javascript:evil', 'blob:evil'],
  ...[
    'virtual:evil',
    '\0virtual:tickswap',
    '/@fs/evil',
    '/@id/evil',
    'evil?raw',
    'evil#x',
    '@fs/../x',
  ],
  // Names of dot files, of objects, and with what shells and globs take.
  ...['.env', '.git/hooks', 'npc/.hidden', '__proto__', '__proto__/x', 'x/__proto__', '-rf', '+x'],
  ...['a*', 'a?', 'a|b', 'a<b', 'a>b', 'a"b', "a'b", 'a`b', 'a$(b)', 'a;b', 'a&b', '{a,b}', '[a]'],
  // Too long: as a whole, and for one name of a file system.
  ...['x'.repeat(241), '狼'.repeat(81), '😀', `npc/${'狼'.repeat(90)}`, 'a/'.repeat(200)],
  ...['x'.repeat(1_000_000), '../'.repeat(100_000)],
]

/** All of these may be. */
export const harmlessIds: readonly string[] = [
  ...['wander', 'npc/wander', 'npc/old.wander', '@scope/name', '$cash', '_', '1', 'a+b', 'a-b'],
  ...['constant', 'console', 'con-man', 'icon', 'auxiliary', 'com', 'com10', 'lpt', 'null', 'nuls'],
  ...['a.con', 'npc/my.nul', 'x..y', 'Wander', 'WANDER', 'ünïcödé', '狼/狐', 'волк', 'ㄱㄴ', 'm²'],
  ...[
    'toString',
    'valueOf',
    'constructor',
    'hasOwnProperty',
    'isPrototypeOf',
    'propertyIsEnumerable',
  ],
  ...[
    'toLocaleString',
    '__defineGetter__',
    '__lookupSetter__',
    'watch',
    'then',
    'prototype',
    'length',
  ],
  ...['node_modules', 'x'.repeat(240), '狼'.repeat(80), `${'deep/'.repeat(47)}x`],
]
