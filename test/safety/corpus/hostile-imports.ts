// Hostile imports: what a text may try to import, or a page to fetch, to have a file that Vite does
// not serve.

/** What may be appended to a path. */
export const hostileQueries: readonly string[] = [
  ...['', '?raw', '?url', '?inline', '?import', '?import&raw', '?raw??', '?url&inline', '?raw#'],
  ...['#?raw', '?worker', '?t=1&raw', '?import&raw??', '?import&?raw', '?raw=', '?.svg?raw'],
  ...[
    '?import&url',
    '?import&inline',
    '?.wasm?init',
    '?.svg?import&raw',
    '?raw&.css',
    '?sharedworker',
  ],
  ...['?worker&inline', '?worker_file&type=module', '?html-proxy', '?html-proxy&index=0.js'],
  ...['?direct', '?used', '?commonjs-proxy', '?v=1', '?import&inline=1.wasm?init', '?%72aw'],
]

/** Ways to write an absolute path. */
export function waysTo(path: string): readonly string[] {
  const dots = path.replace(/^\//, '')
  const encoded = encodeURI(path)
  const up = '../'.repeat(20)
  return [
    ...[`/@fs${path}`, `/@fs/${path}`, `@fs${path}`, `/@fs${encoded}`, `/@id/${path}`],
    ...[`file://${path}`, `file:${path}`, `file://localhost${path}`, `FILE://${path}`],
    ...[`\0${path}`, `/@id/__x00__${path}`, `virtual:${path}`, `\0virtual:${path}`, `//${dots}`],
    ...[`${up}${dots}`, `@/${up}${dots}`, `./${up}${dots}`, `bitecs/${up}${dots}`],
    ...[`%2e%2e/${'%2e%2e/'.repeat(20)}${dots}`, `..%2f${'..%2f'.repeat(20)}${dots}`],
    ...[`%252e%252e/${'%252e%252e/'.repeat(20)}${dots}`, path.replace(/\/(?=[^/]*$)/, '%2f')],
    ...[`${path}%00`, `${path}\0`, `${path}.`, `${path}::$DATA`, `\\${dots.replaceAll('/', '\\')}`],
    ...[`/@fs/x/..${path}`, `/@fs/.${path}`, `/src/../..${path}`, `tickswap/../../..${path}`],
  ]
}

/** Texts that reach for a path otherwise than by an import statement. */
export function reachingTexts(path: string): readonly string[] {
  const quoted = JSON.stringify(path)
  return [
    `export const evil = import(${quoted})`,
    `export const evil = import.meta.glob(${quoted}, { eager: true, query: '?raw' })`,
    `export const evil = import.meta.glob('../../../outside/*', { eager: true, as: 'raw' })`,
    `export const evil = new URL(${quoted}, import.meta.url).href`,
    `export const evil = new Worker(new URL(${quoted}, import.meta.url))`,
    `export * from ${quoted}`,
    `export * as evil from ${JSON.stringify(`${path}?raw`)}`,
    `import ${JSON.stringify(`${path}?url`)}`,
    `import evil from ${JSON.stringify(`data:text/javascript,import ${quoted}`)}; export { evil }`,
    `import evil from ${JSON.stringify(`data:text/css,@import url(${path})`)}; export { evil }`,
    `import type { evil } from ${quoted}; export const a = 1 as unknown as evil`,
    `/* import ${quoted} */ // import evil from ${quoted}\nexport const a = ${quoted}`,
    `//# sourceMappingURL=${path}\nexport const a = 1`,
    `/// <reference path=${quoted} />\nexport const a = 1`,
    `/** @jsxImportSource ${path} */ export const a = 1`,
  ]
}
