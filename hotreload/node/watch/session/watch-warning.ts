// Watch warnings: what people are told when watching works less well than it should, and what they can do.

import type { Milliseconds } from 'tickswap'
import type { Warning } from 'tickswap/hotreload'
import { errorCode } from '#disk'

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'The system watches as many files as it may: raise fs.inotify.max_user_watches.',
  EMFILE:
    'Too many files or watchers are open: raise `ulimit -n` or fs.inotify.max_user_instances.',
  ENFILE: 'The whole system has too many files open.',
  ERR_MODULE_NOT_FOUND: 'Install "chokidar" to be told of changes by the system.',
}

/** Told once: from now on the folder is looked at in turns. */
export function degradedWarning(folder: string, interval: Milliseconds, error: unknown): Warning {
  const why = advice[errorCode(error)] ?? 'Changes are found all the same.'
  return {
    code: 'watching-degraded',
    ids: [],
    message: `The system does not tell of changes in ${JSON.stringify(folder)} any more, so it is looked at every ${interval} ms: ${messageOf(error)}. ${why}`,
    error,
  }
}

/** Told once for each time that the folder is lost. */
export function lostWarning(folder: string, ids: readonly string[], error: unknown): Warning {
  return {
    code: 'watching-lost',
    ids,
    message: `The scripts' folder ${JSON.stringify(folder)} cannot be read: ${messageOf(error)}. What runs goes on; changes come again when the folder is back.`,
    error,
  }
}

/** The system's watcher said nothing of changes that the sweep found, time after time. */
export function silentWatcherError(): Error {
  return new Error(
    'the sweep found changes of which the system said nothing, several times in a row',
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
