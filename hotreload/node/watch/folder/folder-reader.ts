// FolderReader: asks the system for many files at once.

import {
  type Dirent,
  lstat,
  lstatSync,
  readdir,
  readdirSync,
  realpath,
  type Stats,
  stat,
} from 'node:fs'
import type { OverheadMeter } from '../time/overhead-meter.ts'

/** What the system says. Errors other than that of `list` read as: not there. */
export interface FolderReader {
  /** Rejects if the folder cannot be read. */
  list(folder: string): Promise<readonly Dirent[]>
  /** Without following symbolic links; in the order of `paths`. */
  statAll(paths: readonly string[]): Promise<readonly (Stats | undefined)[]>
  /** What a symbolic link leads to, and where that really lies. */
  follow(path: string): Promise<{ readonly stats: Stats; readonly path: string } | undefined>
}

/**
 * On a local disk, asking at once on the spot is cheapest: 2 µs a file, where a way through the thread pool costs 5 to
 * 20 (measured, 1,000 files in slices). Where an answer may take long, that would hold up the game.
 */
export function createFolderReader(isRemote: boolean, effort: OverheadMeter): FolderReader {
  return {
    list: isRemote
      ? listLater
      : async (folder) => effort.measure(() => readdirSync(folder, withTypes)),
    statAll: isRemote
      ? (paths) => Promise.all(paths.map(statLater))
      : async (paths) => effort.measure(() => paths.map(statNow)),
    follow,
  }
}

const withTypes = { withFileTypes: true } as const

function statNow(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function statLater(path: string): Promise<Stats | undefined> {
  return new Promise((resolve) => lstat(path, (error, stats) => resolve(error ? undefined : stats)))
}

function listLater(folder: string): Promise<readonly Dirent[]> {
  return new Promise((resolve, reject) => {
    readdir(folder, withTypes, (error, entries) => (error ? reject(error) : resolve(entries)))
  })
}

function follow(
  path: string,
): Promise<{ readonly stats: Stats; readonly path: string } | undefined> {
  return new Promise((resolve) => {
    stat(path, (error, stats) => {
      if (error) return resolve(undefined)
      realpath.native(path, (broken, real) => resolve(broken ? undefined : { stats, path: real }))
    })
  })
}
