// Metrics: the figures in the text format of Prometheus, read by a parser of that format and held
// to its rules.

import parse, { type Family } from 'parse-prometheus-text-format'
import { type HotReloadStats, metrics, metricsText } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Game, startGame, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame({ wanderers: 3, memory: () => 5_000_000 })
})

const nothing: HotReloadStats = {
  reloads: { total: 0, succeeded: 0, failed: 0, unchanged: 0 },
  successRate: 1,
  rollbackRate: 0,
  uptimeRate: 1,
  compile: { count: 0, mean: 0, worst: 0 },
  reload: { count: 0, mean: 0, worst: 0 },
  rollbacks: 0,
  faults: 0,
  restoredBackups: 0,
  concurrentReloads: { now: 0, most: 0 },
  liveTimers: 0,
  peakMemory: undefined,
  worstFrameSpike: 0,
  time: 0,
}

/** Families by name. The parser is a slow one: once for a text. */
function read(text: string): ReadonlyMap<string, Family> {
  return new Map(parse(text).map((family) => [family.name, family]))
}

/** The value of the only sample of a family. */
function sample(families: ReadonlyMap<string, Family>, name: string): number {
  return Number(families.get(name)?.metrics[0]?.value)
}

async function playAround(): Promise<void> {
  await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 3)') })
  game.play()
  await game.edit({ 'npc/wander': wanderText.replace('for (', 'throw new Error("lost"); for (') })
  game.play(1)
  await game.edit({ 'npc/wander': 'let x = ;' })
}

describe('the metrics of a game', () => {
  test('are what a parser of the format reads', async () => {
    await playAround()
    const families = read(metrics(game.hotReload))
    const { compile, reload, worstFrameSpike } = game.hotReload.stats()
    expect(families.get('tickswap_reloads_total')).toMatchObject({
      type: 'COUNTER',
      metrics: [
        { labels: { outcome: 'succeeded' }, value: '2' },
        { labels: { outcome: 'failed' }, value: '1' },
      ],
    })
    expect(sample(families, 'tickswap_success_ratio')).toBeCloseTo(2 / 3)
    expect(sample(families, 'tickswap_rollbacks_total')).toBe(1)
    expect(sample(families, 'tickswap_peak_memory_bytes')).toBe(5_000_000)
    expect(sample(families, 'tickswap_worst_frame_seconds')).toBeCloseTo(worstFrameSpike / 1000)
    expect(sample(families, 'tickswap_reload_worst_seconds')).toBeCloseTo(reload.worst / 1000)
    const [seconds] = families.get('tickswap_compile_seconds')?.metrics ?? []
    expect(seconds?.count).toBe(String(compile.count))
    expect(Number(seconds?.sum)).toBeCloseTo((compile.mean * compile.count) / 1000)
  })

  test('report each script by its id', async () => {
    await playAround()
    await game.edit({
      timing:
        "import { defineSystem } from 'tickswap'\nexport default defineSystem({ setup({ own }) { own.interval(60_000, () => {}) } })",
    })
    const families = read(metrics(game.hotReload))
    const { version } = game.behaviours.inspect('npc/wander')
    expect(families.get('tickswap_script_version')?.metrics).toContainEqual({
      labels: { script: 'npc/wander' },
      value: String(version),
    })
    expect(families.get('tickswap_script_entities')?.metrics).toContainEqual({
      labels: { script: 'npc/wander' },
      value: '3',
    })
    expect(families.get('tickswap_script_timers')?.metrics).toEqual([
      { labels: { script: 'npc/wander' }, value: '0' },
      { labels: { script: 'timing' }, value: '1' },
    ])
    game.behaviours.close()
  })

  test('follow the rules of the format', async () => {
    await playAround()
    const text = metrics(game.hotReload)
    expect(text.endsWith('\n')).toBe(true)
    const lines = text.trimEnd().split('\n')
    const line =
      /^(# HELP tickswap_[a-z_]+ \S.*|# TYPE tickswap_[a-z_]+ (counter|gauge|summary)|tickswap_[a-z_]+(\{[a-z]+="[^"\\\n]*"\})? [0-9.e+-]+)$/
    expect(lines.filter((other) => !line.test(other))).toEqual([])
    for (const { name, type, help, metrics: samples } of parse(text)) {
      expect(help).toMatch(/\.$/)
      expect(name.endsWith('_total')).toBe(type === 'COUNTER')
      expect(samples.length).toBeGreaterThan(0)
      expect(lines.filter((other) => other.startsWith(`# TYPE ${name} `)).length).toBe(1)
    }
  })
})

describe('a script that waits', () => {
  test('is not up', async () => {
    game = startGame({ isWaiting: true })
    expect(sample(read(metrics(game.hotReload)), 'tickswap_script_up')).toBe(0)
    await game.edit({
      'npc/steer': 'export const advance = (x: number) => x',
      'npc/wander': wanderText,
    })
    expect(sample(read(metrics(game.hotReload)), 'tickswap_script_up')).toBe(1)
  })
})

describe('the text', () => {
  test('leaves out what is not known', () => {
    const text = metricsText(nothing, [])
    const families = read(text)
    expect(families.has('tickswap_peak_memory_bytes')).toBe(false)
    expect(text).not.toContain('tickswap_script_')
    expect(families.get('tickswap_compile_seconds')?.metrics).toEqual([{ count: '0', sum: '0' }])
  })

  test('escapes labels', () => {
    const id = 'a\\b"c\nd'
    const report = { ...game.behaviours.inspect('npc/wander'), id }
    const text = metricsText(nothing, [report])
    expect(text).toContain('tickswap_script_up{script="a\\\\b\\"c\\nd"} 1\n')
    expect(read(text).get('tickswap_script_up')?.metrics).toEqual([
      { labels: { script: id }, value: '1' },
    ])
  })

  test('writes what is not finite as Prometheus does', () => {
    const text = metricsText(
      { ...nothing, worstFrameSpike: Number.POSITIVE_INFINITY, successRate: Number.NaN },
      [],
    )
    expect(text).toContain('\ntickswap_worst_frame_seconds +Inf\n')
    expect(text).toContain('\ntickswap_success_ratio NaN\n')
  })
})
