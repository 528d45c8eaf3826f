// The files of types for the test game in a page, as a game with Vite lists them.

/** TypeScript's library, bitECS, and tickswap and the host modules from their sources. */
export const pageTypeFiles = {
  ...import.meta.glob<string>('../../node_modules/typescript/lib/lib.{es5,es20,dec}*.d.ts', {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../node_modules/bitecs/{package.json,dist/core/**/*.d.ts}', {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>(
    [
      '../../package.json',
      '../../engine/**/*.ts',
      '!../../engine/pixi/**',
      '../hotreload/game/components.ts',
    ],
    {
      query: '?raw',
      import: 'default',
    },
  ),
}

/** Where the scripts are, as a path like those. */
export const pageScripts = '../hotreload/game/scripts'

export const pageCompilerOptions = { lib: ['es2023'], customConditions: ['tickswap-source'] }
