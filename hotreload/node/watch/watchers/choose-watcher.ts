// chooseWatcher: native or polling, by the file system of the scripts' folder, and why.

import { didYouMean, TickswapError } from 'tickswap'
import type { Reason } from 'tickswap/hotreload'
import {
  type FileSystem,
  identifyFileSystem,
  ownSurroundings,
  type Surroundings,
} from '../folder/file-system.ts'
import type { WatcherMode, WatcherReasonCode } from './script-watcher.ts'

export interface WatcherChoice {
  readonly mode: WatcherMode
  readonly reason: Reason<WatcherReasonCode>
  readonly fileSystem: FileSystem
}

/** The environment variable that takes precedence: `native` or `polling`. */
const WATCH_VARIABLE = 'TICKSWAP_WATCH'

/**
 * Chooses how the folder at `path` is watched. The environment variable `TICKSWAP_WATCH` comes
 * first, since it belongs to the computer; then `wish`, which the game's code sets; then the file
 * system that the path really lies on.
 *
 * It cannot know who writes. Where another computer writes to what looks like a local file system,
 * the sweep finds the changes.
 *
 * @throws TickswapError for another value of `TICKSWAP_WATCH`, and the error of `realpath` if there
 * is no such folder.
 * @example `const { mode, reason } = await chooseWatcher('scripts')`
 */
export async function chooseWatcher(
  path: string,
  wish?: WatcherMode,
  surroundings: Surroundings = ownSurroundings,
): Promise<WatcherChoice> {
  const fileSystem = await identifyFileSystem(path, surroundings)
  const configured = configuredMode(surroundings.environment, wish)
  return { fileSystem, ...(configured ?? modeFor(fileSystem)) }
}

type Decision = Pick<WatcherChoice, 'mode' | 'reason'>

function configuredMode(
  environment: Surroundings['environment'],
  wish: WatcherMode | undefined,
): Decision | undefined {
  const { [WATCH_VARIABLE]: variable, CHOKIDAR_USEPOLLING = '' } = environment
  if (variable !== undefined && variable !== '') {
    const mode = modeOf(variable)
    return decide(
      mode,
      'environment',
      `The environment variable ${WATCH_VARIABLE} is set to ${mode} watching.`,
    )
  }
  // People set it where they know that their container or share reports no changes.
  if (/^(?:1|true)$/i.test(CHOKIDAR_USEPOLLING))
    return decide('polling', 'environment', 'The environment variable CHOKIDAR_USEPOLLING is set.')
  return wish && decide(wish, 'option', `The option watcher is set to ${wish} watching.`)
}

function modeOf(value: string): WatcherMode {
  const mode = modes.find((one) => one === value.toLowerCase())
  if (mode) return mode
  const found =
    `the environment variable ${WATCH_VARIABLE} is ${JSON.stringify(value)}` +
    didYouMean(value, modes)
  throw new TickswapError(
    `watchSource: ${found} Set it to "native" or "polling", or unset it to let the file system ` +
      'decide.',
  )
}

const modes = ['native', 'polling'] as const

function modeFor({ kind, name, computer, isContainer }: FileSystem): Decision {
  const subject = `The folder is on ${name}`
  if (computer === 'WSL 1')
    return decide('polling', 'wsl-1', `${subject} in WSL 1, which does not report all changes.`)
  if (kind === 'local')
    return decide('native', 'local-disk', `${subject}, where the system reports changes.`)
  if (kind === 'layered')
    return decide(
      'native',
      'container-layer',
      `${subject}, a container's own layer, where the system reports changes.`,
    )
  if (kind === 'network')
    return decide(
      'polling',
      'network',
      `${subject}, where the system does not report what other computers change.`,
    )
  if (kind === 'shared' && computer === 'WSL 2')
    return decide(
      'polling',
      'windows-drive',
      `${subject}, a Windows drive, and WSL 2 does not report what Windows changes there.`,
    )
  if (kind === 'shared' || (kind === 'user' && isContainer))
    return decide(
      'polling',
      'host-folder',
      `${subject}, a folder of the host computer, which does not report its changes.`,
    )
  if (kind === 'user')
    return decide(
      'polling',
      'user-space',
      `${subject}, a user-space file system that may not report changes.`,
    )
  return decide(
    'polling',
    'unknown',
    `${subject}, and it is unknown whether the system reports changes there.`,
  )
}

function decide(mode: WatcherMode, code: WatcherReasonCode, sentence: string): Decision {
  return { mode, reason: { code, sentence } }
}
