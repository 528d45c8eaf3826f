// Watch warnings: how people learn that watching works worse than it should, and what they can do.

import { errorMessage, type Milliseconds } from 'tickswap'
import type { Diagnostic, Warning } from 'tickswap/hotreload'
import { errorCode } from '#disk'

const advice: Readonly<Record<string, string>> = {
  ENOSPC: "The system's limit of watched files is reached: raise fs.inotify.max_user_watches.",
  EMFILE:
    'Too many files or watchers are open: raise `ulimit -n` or fs.inotify.max_user_instances.',
  ENFILE: 'The whole system has too many open files: close some programs.',
  ERR_MODULE_NOT_FOUND: 'Install "chokidar" to use the system\'s notifications.',
}

/** Reported once: from now on the folder is polled. */
export function degradedWarning(folder: string, interval: Milliseconds, error: unknown): Warning {
  const why = advice[errorCode(error)] ?? 'Changes are still found.'
  return {
    code: 'watching-degraded',
    ids: [],
    message:
      `The scripts' folder ${JSON.stringify(folder)} is polled every ${interval} ms now, since ` +
      `the system's watcher failed: ${messageOf(error)}. ${why}`,
    error,
  }
}

/** Reported once each time that the folder is lost. */
export function lostWarning(folder: string, ids: readonly string[], error: unknown): Warning {
  return {
    code: 'watching-lost',
    ids,
    message:
      `The scripts' folder ${JSON.stringify(folder)} cannot be read: ${messageOf(error)}. Its ` +
      'scripts go on running. Changes are picked up again when the folder is back.',
    error,
  }
}

/** Reported once for each content. Scripts that the manifest before lists go on being accepted. */
export function unreadableManifestWarning({ message }: Pick<Diagnostic, 'message'>): Warning {
  return { code: 'rejected-manifest', ids: [], message: `The signed manifest: ${message}` }
}

/** The system's watcher did not report changes that the sweep found, several times in a row. */
export function silentWatcherError(): Error {
  return new Error('it did not report changes that the sweep found, several times in a row')
}

function messageOf(error: unknown): string {
  return errorMessage(error)
}
