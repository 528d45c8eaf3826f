// findEsbuild: the native esbuild that stands beside the project, if there is one.

import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Esbuild } from 'tickswap/hotreload/worker'

/**
 * Loads esbuild: the project's own, or the one that comes with its Vite (6 and 7), or the one beside tickswap. Resolves
 * with undefined where there is none.
 */
export async function findEsbuild(projectRoot: string): Promise<Esbuild | undefined> {
  const project = createRequire(`${projectRoot}/package.json`)
  for (const find of [
    () => project.resolve('esbuild'),
    () => createRequire(project.resolve('vite/package.json')).resolve('esbuild'),
    () => createRequire(import.meta.url).resolve('esbuild'),
  ]) {
    const esbuild = await load(find)
    if (esbuild) return esbuild
  }
  return undefined
}

async function load(find: () => string): Promise<Esbuild | undefined> {
  try {
    const loaded: unknown = await import(pathToFileURL(find()).href)
    return isEsbuild(loaded) ? loaded : undefined
  } catch {
    return undefined
  }
}

function isEsbuild(value: unknown): value is Esbuild {
  return typeof value === 'object' && value !== null && 'transform' in value
}
