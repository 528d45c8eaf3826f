// Figures: what the demo tells of its scripts and reloads, as lines of text.

import { type HotReload, shownLine } from 'tickswap/hotreload'
import type { WatchSource } from 'tickswap/hotreload/node'

/** One line for each script: its version, what it does, and how many still run an older one. */
export function scriptLines({ behaviours }: HotReload): readonly string[] {
  return behaviours.inspect().map(({ id, version, phase, entities, outdated }) => {
    const swapped = outdated > 0 ? `${outdated} of ${entities} outdated` : `${entities} fireflies`
    return `${shownLine(id).padEnd(8)} v${String(version).padEnd(4)} ${phase.padEnd(10)} ${swapped}`
  })
}

/** The figures of all reloads in one line. */
export function reloadLine(hotReload: HotReload): string {
  const { reloads, reload, worstFrameSpike, rollbacks } = hotReload.stats()
  const parts = [
    `${reloads.succeeded} reloads`,
    `${reloads.failed} failed`,
    `mean ${reload.mean.toFixed(1)} ms`,
    `worst ${reload.worst.toFixed(1)} ms`,
    `worst spike ${worstFrameSpike.toFixed(2)} ms`,
    `${rollbacks} rollbacks`,
  ]
  return parts.join(' · ')
}

/** How the folder is watched, and why. */
export function watchLine({ status }: WatchSource): string {
  const { mode = 'not yet', files, overhead, reason } = status
  const share = (overhead.share * 100).toFixed(2)
  return `watching ${files} files, ${mode}, ${share} % of a core. ${shownLine(reason?.sentence ?? '')}`
}

/** An edit to try. */
export function exampleLine(folder: string): string {
  return `Try it: open ${shownLine(folder)}/drift.ts, set SPEED to 0.5, and save.`
}
