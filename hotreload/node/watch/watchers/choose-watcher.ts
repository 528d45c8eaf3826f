// chooseWatcher: native or polling, by what the scripts' folder lies on; and why.

import { nearest, TickswapError } from 'tickswap'
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

/** The name of the environment variable that has the last word: `native` or `polling`. */
export const WATCH_VARIABLE = 'TICKSWAP_WATCH'

/**
 * Chooses how the folder at `path` is watched. The environment variable `TICKSWAP_WATCH` counts most, since who starts
 * the game knows the computer; then `wish`, which the game's code says; then what the path really lies on.
 *
 * It cannot know who writes. Where changes come from a computer that the system does not hear of, and the file system
 * looks like a local one, the sweep finds them.
 *
 * @throws TickswapError for another value of `TICKSWAP_WATCH`, and what `realpath` throws if there is no such folder.
 * @example `const { mode, reason } = await chooseWatcher('scripts')`
 */
export async function chooseWatcher(
  path: string,
  wish?: WatcherMode,
  surroundings: Surroundings = ownSurroundings,
): Promise<WatcherChoice> {
  const fileSystem = await identifyFileSystem(path, surroundings)
  const said = saidMode(surroundings.environment, wish)
  return { fileSystem, ...(said ?? modeFor(fileSystem)) }
}

type Decision = Pick<WatcherChoice, 'mode' | 'reason'>

function saidMode(
  environment: Surroundings['environment'],
  wish: WatcherMode | undefined,
): Decision | undefined {
  const { [WATCH_VARIABLE]: variable, CHOKIDAR_USEPOLLING = '' } = environment
  if (variable !== undefined && variable !== '') {
    const mode = modeOf(variable)
    return decide(
      mode,
      'environment',
      `The environment variable ${WATCH_VARIABLE} asks for ${mode} watching.`,
    )
  }
  // Set where people know that their container or share tells of nothing.
  if (/^(?:1|true)$/i.test(CHOKIDAR_USEPOLLING))
    return decide(
      'polling',
      'environment',
      'The environment variable CHOKIDAR_USEPOLLING asks for polling.',
    )
  return wish && decide(wish, 'option', `The option watcher asks for ${wish} watching.`)
}

function modeOf(value: string): WatcherMode {
  const mode = modes.find((one) => one === value.toLowerCase())
  if (mode) return mode
  const hint = nearest(value, modes)
  throw new TickswapError(
    `watchSource: ${WATCH_VARIABLE} is ${JSON.stringify(value)}.${hint ? ` Did you mean "${hint}"?` : ''} It may be "native" or "polling"; without it, the folder's file system decides.`,
  )
}

const modes = ['native', 'polling'] as const

function modeFor({ kind, name, computer, isContainer }: FileSystem): Decision {
  const subject = `The folder lies on ${name}`
  if (computer === 'WSL 1')
    return decide('polling', 'wsl-1', `${subject} in WSL 1, which tells of some changes only.`)
  if (kind === 'local')
    return decide('native', 'local-disk', `${subject}, where the system tells of changes.`)
  if (kind === 'layered')
    return decide(
      'native',
      'container-layer',
      `${subject}, a container's own layer, where the system tells of changes.`,
    )
  if (kind === 'network')
    return decide(
      'polling',
      'network',
      `${subject}, and the system does not tell what other computers change there.`,
    )
  if (kind === 'shared' && computer === 'WSL 2')
    return decide(
      'polling',
      'windows-drive',
      `${subject}, a drive of Windows, and WSL 2 does not tell what Windows changes there.`,
    )
  if (kind === 'shared' || (kind === 'user' && isContainer))
    return decide(
      'polling',
      'host-folder',
      `${subject}, a folder of the computer around this one, which does not tell of its changes.`,
    )
  if (kind === 'user')
    return decide('polling', 'user-space', `${subject}, a program that need not tell of changes.`)
  return decide(
    'polling',
    'unknown',
    `${subject}, of which it is not known whether the system tells of changes.`,
  )
}

function decide(mode: WatcherMode, code: WatcherReasonCode, sentence: string): Decision {
  return { mode, reason: { code, sentence } }
}
