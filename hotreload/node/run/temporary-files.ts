// Temporary files: how those of a backup are named, and which of them nobody writes any more.

import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Milliseconds } from 'tickswap'
import { errorCode } from '#disk'

/** What follows the name of the file: the process that writes it, and what tells writes apart. */
const TEMPORARY = /\.(?:json|txt)\.(\d+)(?:-[\da-f-]+)?\.tmp$/

/** A file is written within milliseconds. One of this age was left, whoever has that number now. */
const ABANDONED_AFTER: Milliseconds = 60_000

/** The name under which a file is written, before it takes its own. `mark` tells writes apart. */
export function temporaryName(path: string, mark: string): string {
  return `${path}.${process.pid}-${mark}.tmp`
}

/** Removes what crashed processes have left. What cannot be removed stays. */
export async function removeAbandonedFiles(
  folder: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    const writer = TEMPORARY.exec(name)?.[1]
    if (writer === undefined) continue
    const path = join(folder, name)
    try {
      if (!isRunning(Number(writer)) || (await ageOf(path)) > ABANDONED_AFTER) await rm(path)
    } catch {
      // It is in nobody's way.
    }
  }
}

async function ageOf(path: string): Promise<Milliseconds> {
  return Date.now() - (await stat(path)).mtimeMs
}

function isRunning(writer: number): boolean {
  try {
    process.kill(writer, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
