// typeFiles: all that the types of the scripts come from, as texts. Loaded when types are first
// checked.

/** By path from the package's root, as `typeChecker` wants them. */
export const typeFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    ...import.meta.glob<string>('./sim/*.ts', { eager: true, query: '?raw', import: 'default' }),
    ...import.meta.glob<string>(['../package.json', '../engine/**/*.ts', '!../engine/pixi/**'], {
      eager: true,
      query: '?raw',
      import: 'default',
    }),
    ...import.meta.glob<string>(
      [
        '../node_modules/bitecs/package.json',
        '../node_modules/bitecs/dist/**/*.d.ts',
        '../node_modules/typescript/lib/lib.es*.d.ts',
        '../node_modules/typescript/lib/lib.decorators*.d.ts',
      ],
      { eager: true, query: '?raw', import: 'default', exhaustive: true },
    ),
  }).map(([path, text]) => [path.replace(/^\.\.\//, '').replace(/^\.\//, 'demo/'), text]),
)
