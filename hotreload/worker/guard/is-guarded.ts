// isGuarded: which scripts get a loop guard.

import type { GuardedScripts } from 'tickswap/hotreload'

/** Whether the script `id` gets a loop guard. */
export function isGuarded(scripts: GuardedScripts, id: string): boolean {
  if (typeof scripts === 'boolean') return scripts
  return !scripts.except.some((pattern) => matcher(pattern).test(id))
}

/** `*` matches any part of a name, `**` any path. */
function matcher(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === '*') return '[^/]*'
    return part.startsWith('*') ? '.*' : part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}
