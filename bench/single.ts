// single: runs one part of one bench, as the arguments say, and sends its rows to the process that
// started this one.

import { catalogue, isBenchName } from './catalogue.ts'
import { createProgress } from './harness/progress.ts'
import { Report } from './harness/report.ts'

const [name = '', part = '', mode] = process.argv.slice(2)
if (!isBenchName(name)) throw new Error(`There is no bench "${name}".`)

const report = new Report(name)
const progress = createProgress(process.stderr)
const { run } = await catalogue[name].load()
await run({ part, quick: mode === 'quick', report, progress: progress.show })
progress.clear()
console.log(String(report))
for (const row of report.rows) process.send?.(row)
process.disconnect?.()
