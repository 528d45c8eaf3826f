// How soon is a saved file reported by a watched folder, and what does watching 1,000 files cost
// while nothing happens?

import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { type WatchSourceOptions, watchSource } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { createScriptTree, type ScriptTree } from './harness/script-tree.ts'

const files = 1_000
/** Of a core. */
const shareToReach = 0.01
const pollingInterval = 500

export async function run(context: BenchContext): Promise<void> {
  const tree = createScriptTree(files)
  try {
    await parts[context.part]?.(context, tree)
  } finally {
    tree.remove()
  }
}

const parts: Readonly<Record<string, (context: BenchContext, tree: ScriptTree) => Promise<void>>> =
  {
    latency,
    idle,
    burst,
    lost,
  }

/** From right before the write to the report, one save at a time. */
async function latency({ quick, report, progress }: BenchContext, tree: ScriptTree): Promise<void> {
  const saves = quick ? 60 : 400
  let edit = 0
  for (const watcher of ['native', 'polling'] as const) {
    const turns = watcher === 'native' ? saves : Math.ceil(saves / 10)
    const listener = reports()
    const source = await start(tree, { watcher, pollingInterval }, listener)
    const samples: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      // So that saves meet the sweep, and the passes of polling, at any time.
      await sleep(37 + ((turn * 61) % 83))
      const told = listener.next()
      const before = performance.now()
      writeFileSync(tree.path(turn % files), tree.text(turn % files, edit++))
      await told
      samples.push(performance.now() - before)
      progress(`${watcher}: save, wait for the report`, turn / turns)
    }
    const { missed } = source.status
    await source.stop()
    report.figure({
      case: `${watcher}, from the write to the report`,
      metric: 'found by the sweep',
      value: missed,
      unit: 'saves',
    })
    report.distribution({ case: `${watcher}, from the write to the report`, unit: 'ms', samples })
  }
}

/**
 * The processor time of the whole process, threads included, with what an idle Node takes by itself
 * taken off.
 */
async function idle({ quick, report, progress }: BenchContext, tree: ScriptTree): Promise<void> {
  const time = quick ? 10_000 : 60_000
  const contenders: Readonly<Record<string, () => Promise<() => unknown>>> = {
    nothing: async () => () => {},
    'native, with the sweep': () => startIdle(tree, { watcher: 'native' }),
    'polling, with the sweep': () => startIdle(tree, { watcher: 'polling', pollingInterval }),
    'chokidar, polling': () => startChokidar(tree),
  }
  let nothing = 0
  for (const [name, begin] of Object.entries(contenders)) {
    progress(`${name}: wait`)
    const stop = await begin()
    // Files that were just written are looked at once more.
    await sleep(3_000)
    const share = await shareOfCore(time)
    await stop()
    if (name === 'nothing') nothing = share
    const reach = name.startsWith('chokidar') || name === 'nothing' ? {} : { reach: shareToReach }
    const value = name === 'nothing' ? share : Math.max(0, share - nothing)
    report.figure({
      case: `${files} idle files, ${name}`,
      metric: 'part of a core',
      value,
      unit: '×',
      ...reach,
    })
  }
}

/** All files written one right after the other, from before the first write to the last report. */
async function burst({ quick, report, progress }: BenchContext, tree: ScriptTree): Promise<void> {
  const turns = quick ? 3 : 20
  const listener = reports()
  const source = await start(tree, { watcher: 'native' }, listener)
  const times: number[] = []
  const calls: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    await sleep(300)
    const callsBefore = listener.calls
    const all = listener.until(listener.scripts + files)
    const before = performance.now()
    for (let index = 0; index < files; index++)
      writeFileSync(tree.path(index), tree.text(index, turn))
    await all
    times.push(performance.now() - before)
    calls.push(listener.calls - callsBefore)
    progress('write all, wait for all', turn / turns)
  }
  await source.stop()
  report.distribution({
    case: `${files} files at once, until all are reported`,
    unit: 'ms',
    samples: times,
  })
  report.distribution({ case: `${files} files at once, calls`, unit: 'calls', samples: calls })
}

/**
 * The event loop is blocked while 24,000 writes overflow the system's queue; then one more file is
 * written.
 */
async function lost({ quick, report, progress }: BenchContext, tree: ScriptTree): Promise<void> {
  const turns = quick ? 3 : 20
  const samples: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const listener = reports()
    const source = await start(tree, { watcher: 'native' }, listener)
    await sleep(50 * (turn % 20))
    const told = listener.told(tree.id(2))
    for (let write = 0; write < 24_000; write++)
      writeFileSync(tree.path(write % 2), tree.text(write % 2, write))
    const before = performance.now()
    writeFileSync(tree.path(2), tree.text(2, turn))
    await told
    samples.push(performance.now() - before)
    await source.stop()
    progress('overflow, write, wait', turn / turns)
  }
  report.distribution({
    case: 'a change that the system lost, until the sweep found it',
    unit: 'ms',
    samples,
  })
}

async function start(tree: ScriptTree, options: WatchSourceOptions, listener: Reports) {
  const source = watchSource(tree.root, options)
  await source.start({
    changed: (changes) => listener.heard(changes.map(({ id }) => id)),
    warned: ({ message }) => console.log(message),
  })
  if (listener.scripts !== files)
    throw new Error(`${listener.scripts} scripts were reported, not ${files}.`)
  return source
}

async function startIdle(
  tree: ScriptTree,
  options: WatchSourceOptions,
): Promise<() => Promise<void>> {
  const source = await start(tree, options, reports())
  return async () => {
    console.log(
      `  by its own account ${(source.status.overhead.share * 100).toFixed(2)} % of the main thread`,
    )
    await source.stop()
  }
}

async function startChokidar(tree: ScriptTree): Promise<() => Promise<void>> {
  const watcher: FSWatcher = watch(tree.root, {
    usePolling: true,
    interval: pollingInterval,
    ignoreInitial: true,
  })
  await new Promise<void>((resolve) => watcher.once('ready', resolve))
  return () => watcher.close()
}

async function shareOfCore(time: number): Promise<number> {
  const before = process.cpuUsage()
  const start = performance.now()
  await sleep(time)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / (performance.now() - start)
}

interface Reports {
  readonly calls: number
  readonly scripts: number
  heard(ids: readonly string[]): void
  /** The next report of any script. */
  next(): Promise<void>
  /** The next report of this script. */
  told(id: string): Promise<void>
  /** The report with which so many scripts were reported. */
  until(scripts: number): Promise<void>
}

function reports(): Reports {
  let calls = 0
  let scripts = 0
  let check = (_: readonly string[]) => {}
  const when = (holds: (ids: readonly string[]) => boolean) =>
    new Promise<void>((resolve) => {
      check = (ids) => {
        if (holds(ids)) resolve()
      }
    })
  return {
    get calls() {
      return calls
    },
    get scripts() {
      return scripts
    },
    heard(ids) {
      calls++
      scripts += ids.length
      check(ids)
    },
    next: () => when(() => true),
    told: (id) => when((ids) => ids.includes(id)),
    until: (count) => when(() => scripts >= count),
  }
}
