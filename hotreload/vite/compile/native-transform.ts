// The native transform: the one of the project's Vite. Oxc with Vite 8, esbuild with 6 and 7.

import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type Esbuild, esbuildTransform, type Transform } from 'tickswap/hotreload/worker'
import * as vite from 'vite'
import { oxcTransform } from './oxc-transform.ts'

/** Resolves with undefined if there is none. */
export async function nativeTransform(projectRoot: string): Promise<Transform | undefined> {
  if ('transformWithOxc' in vite) return oxcTransform(vite)
  const esbuild = await findEsbuild(projectRoot)
  return esbuild && esbuildTransform(async () => esbuild)
}

/** The project's own esbuild, or its Vite's. */
async function findEsbuild(projectRoot: string): Promise<Esbuild | undefined> {
  const project = createRequire(`${projectRoot}/package.json`)
  for (const find of [
    () => project.resolve('esbuild'),
    () => createRequire(project.resolve('vite/package.json')).resolve('esbuild'),
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
