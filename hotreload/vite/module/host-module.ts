// The host module: the code that loads a module of the game for a script that begins to import it.

/**
 * `host` is the instance that the game's own modules import: Vite gives both imports the same URL.
 */
export function hostModule(target: string): string {
  return `import * as host from ${JSON.stringify(target)}\nexport { host }\n`
}
