// The files of types that the bench's scripts need in a page: TypeScript's library, bitECS,
// tickswap's own sources.

export const typeFiles = {
  ...import.meta.glob<string>('../../node_modules/typescript/lib/lib.{es5,es20,dec}*.d.ts', {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../node_modules/bitecs/{package.json,dist/core/**/*.d.ts}', {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>(
    ['../../package.json', '../../engine/**/*.ts', '!../../engine/pixi/**'],
    {
      query: '?raw',
      import: 'default',
    },
  ),
}
