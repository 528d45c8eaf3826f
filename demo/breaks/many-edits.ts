// manyEdits: a thousand changed texts in one go, as when a tool rewrites every file again and
// again.

import type { ScriptText } from 'tickswap/hotreload/adapters'
import type { Break } from './break.ts'

const EDITS = 1_000

/** What every edit changes: one more export at the end of the script. */
const counter = /\nexport const edit = (\d+)\n$/

export const manyEdits: Break = {
  label: '1,000 edits at once',
  promise: 'Hands over 1,000 changed texts of all scripts in one go. The newest of each wins.',
  async perform({ running, witness, report, settled, tell }) {
    const before = witness.generations
    const watch = witness.watch()
    for (let edit = 1; edit <= EDITS; edit++) {
      const script = running[edit % running.length]
      if (script) report(variant(script, edit))
    }
    await settled()
    const generations = witness.generations - before
    const times = generations === 1 ? 'in one go' : `in ${generations} goes`
    const spent = `The dearest frame spent ${watch.worstReload.toFixed(2)} ms on it.`
    tell(
      `1,000 texts came in, and the newest of all ${running.length} scripts are live, ${times}. ${spent}`,
    )
  },
}

function variant(script: ScriptText, edit: number): ScriptText {
  const { id, file, text } = script
  const last = Number(counter.exec(text)?.[1] ?? 0)
  return { id, file, text: `${text.replace(counter, '')}\nexport const edit = ${last + edit}\n` }
}
