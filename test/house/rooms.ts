// rooms: the folders of each part of the package, in order. A file imports from its own room and
// from lower ones.

/**
 * A part of the package, and its rooms, lowest first. Files beside the rooms are above all of them.
 */
export interface House {
  readonly folder: string
  readonly rooms: readonly string[]
}

export const houses: readonly House[] = [
  {
    folder: 'engine',
    rooms: [
      'base',
      'loop',
      'budget',
      'define',
      'fault',
      'state',
      'version',
      'cohort',
      'world',
      'membership',
      'script',
      'swap',
      'lean',
      'behaviours',
    ],
  },
  {
    folder: 'hotreload/core',
    rooms: [
      'contracts',
      'display',
      'text',
      'time',
      'events',
      'loop-guard',
      'compile',
      'intake',
      'manifest',
      'signatures',
      'state',
      'link',
      'history',
      'type-checks',
      'publish',
      'rollback',
      'telemetry',
      'hot-reload',
      'notices',
    ],
  },
  {
    folder: 'hotreload/worker',
    rooms: ['transform', 'nesting', 'syntax', 'link', 'guard', 'service'],
  },
  {
    folder: 'hotreload/browser',
    rooms: [
      'page',
      'evaluate',
      'compile',
      'backup',
      'folder',
      'vite',
      'hud/elements',
      'hud/style',
      'hud/stage',
      'hud/frames',
      'hud/problems',
      'hud/toasts',
      'hud/history',
      'hud/scripts',
      'hud/panel',
      'hud/mount',
      'connect',
    ],
  },
  {
    folder: 'hotreload/node',
    rooms: [
      'compile',
      'run',
      'watch/time',
      'watch/folder',
      'watch/read',
      'watch/watchers',
      'watch/session',
      'sign',
      'command',
    ],
  },
  {
    folder: 'hotreload/vite',
    rooms: ['project', 'compile', 'module', 'serve', 'type-file'],
  },
  {
    folder: 'hotreload/types',
    rooms: ['files', 'service', 'checker'],
  },
]
