// Installed packages: whether an optional peer is there, and where.

import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { TickswapError } from 'tickswap'

const require = createRequire(import.meta.url)

/** Where the file of a package is; undefined if the package is not installed. */
export function findInstalled(file: string): URL | undefined {
  try {
    return pathToFileURL(require.resolve(file))
  } catch {
    return undefined
  }
}

/**
 * Where the file of the package is that `user` needs.
 *
 * @throws TickswapError if it is not installed.
 */
export function requirePackage(name: string, file: string, user: string): URL {
  const found = findInstalled(file)
  if (found) return found
  throw new TickswapError(
    `${user}() needs the package "${name}", which is not installed: npm install -D ${name}.`,
  )
}
