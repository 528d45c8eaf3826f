// pathWithin: a path relative to the folder that it lies in.

import { isAbsolute, relative, sep } from 'node:path'

/**
 * The path relative to `root`, with forward slashes; undefined if it lies outside. Both must be
 * absolute.
 */
export function pathWithin(root: string, path: string): string | undefined {
  const inside = relative(root, path)
  if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return undefined
  return sep === '/' ? inside : inside.replaceAll(sep, '/')
}
