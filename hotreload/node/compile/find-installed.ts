// findInstalled: whether an optional peer dependency is installed, and where.

import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { TickswapError } from 'tickswap'

const require = createRequire(import.meta.url)

/** The URL of a package's file; undefined if the package is not installed. */
export function findInstalled(file: string): URL | undefined {
  try {
    return pathToFileURL(require.resolve(file))
  } catch {
    return undefined
  }
}

/**
 * The URL of a file of the package that `user` needs.
 *
 * @throws TickswapError if it is not installed.
 */
export function requirePackage(name: string, file: string, user: string): URL {
  const found = findInstalled(file)
  if (found) return found
  throw new TickswapError(
    `${user}() needs the package "${name}", which is not installed. Run: npm install -D ${name}`,
  )
}
