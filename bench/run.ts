// `npm run bench`: runs each bench in a process of its own, prints its figures, and writes them to
// results/latest.json.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BenchName, catalogue } from './catalogue.ts'
import { readCommandLine } from './command-line.ts'
import { busyWarning, describeMachine, machineLine } from './harness/machine.ts'
import { isRow, type Row } from './harness/row.ts'

const results = new URL('results/', import.meta.url)
const single = fileURLToPath(new URL('single.ts', import.meta.url))
const nodeArguments = [
  '--conditions=tickswap-source',
  '--expose-gc',
  '--max-old-space-size=8192',
  '--import=tsx',
]

interface Outcome {
  readonly rows: readonly Row[]
  readonly succeeded: boolean
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { names, quick } = readCommandLine(process.argv.slice(2))
  const machine = describeMachine()
  console.log(machineLine(machine))
  const warning = busyWarning(machine)
  if (warning) console.log(warning)
  if (quick) console.log('Quick: fewer samples. Do not quote these figures.')

  const rows: Row[] = []
  const broken: string[] = []
  for (const name of names) {
    console.log(`\n${name}: ${questionOf(name)}`)
    for (const part of catalogue[name].parts) {
      const outcome = await runAlone(name, part, quick)
      rows.push(...outcome.rows)
      if (!outcome.succeeded) broken.push(`${name} (${part})`)
    }
    write({ takenAt: new Date().toISOString(), quick, machine, rows })
  }

  const missed = rows.filter(({ met }) => met === false)
  console.log(
    `\n${rows.length} figures are in bench/results/latest.json. ${missed.length} did not reach theirs.`,
  )
  if (broken.length > 0) throw new Error(`These benches broke: ${broken.join(', ')}.`)
}

/** A fresh process: no garbage, no compiled code and no shapes left over from another part. */
async function runAlone(name: BenchName, part: string, quick: boolean): Promise<Outcome> {
  const child = fork(single, [name, part, quick ? 'quick' : 'full'], { execArgv: nodeArguments })
  const rows: Row[] = []
  child.on('message', (message) => {
    if (isRow(message)) rows.push(message)
  })
  const [code] = await once(child, 'exit')
  return { rows, succeeded: code === 0 && rows.length > 0 }
}

/** The first line of the bench's file. */
function questionOf(name: BenchName): string {
  const [firstLine = ''] = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8').split(
    '\n',
    1,
  )
  return firstLine.replace(/^\/\/ /, '')
}

function write(content: object): void {
  mkdirSync(results, { recursive: true })
  writeFileSync(new URL('latest.json', results), `${JSON.stringify(content, null, 2)}\n`)
}
