// A folder on the real disk with links, pipes and folders that are named like scripts.

import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FolderStage } from '../hotreload/watch/folder-stage.ts'
import { MARK } from './source-safety.ts'

/** Puts one of each kind into the folder. What they lead to holds the mark. */
export function plantOddities({ parent, root }: FolderStage): void {
  const outside = join(parent, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'secret.ts'), `// ${MARK}`)
  // A path that begins as the folder's own does.
  writeFileSync(`${root}-beside.ts`, `// ${MARK}`)
  const links = {
    'absolute.ts': join(outside, 'secret.ts'),
    'relative.ts': '../outside/secret.ts',
    'roundabout.ts': './../scripts/../outside/./secret.ts',
    'beside.ts': '../scripts-beside.ts',
    'second.ts': 'absolute.ts',
    'broken.ts': join(outside, 'nothing.ts'),
    'loop.ts': 'loop.ts',
    'loop-a.ts': 'loop-b.ts',
    'loop-b.ts': 'loop-a.ts',
    'endless.ts': '/dev/zero',
    'terminal.ts': '/dev/tty',
    'process.ts': '/proc/self/environ',
    linked: outside,
    'folder-as-script.ts': outside,
    self: '.',
    parent: '..',
    system: '/proc/self/root',
  }
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name))
  mkdirSync(join(root, 'folder.ts'))
  mkdirSync(join(root, 'folder.ts/inner.js.ts'))
  execFileSync('mkfifo', [join(root, 'pipe.ts'), join(root, 'folder.ts/pipe.js')])
}
