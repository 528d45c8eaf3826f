// Metrics: stats in the text format of Prometheus, version 0.0.4, for scrapers of a running game.

import type { Behaviours, ScriptReport } from 'tickswap'
import { shownText } from '../display/shown-text.ts'
import type { Durations, HotReloadStats } from './stats.ts'

/** What to answer a scraper with besides the text. */
export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** A `HotReload`, as far as metrics need one. */
export interface MetricsSource {
  readonly behaviours: Pick<Behaviours, 'inspect'>
  stats(): HotReloadStats
}

/**
 * The stats of a hot reload, and of each script, as Prometheus reads them. Durations are in
 * seconds.
 *
 * @example
 * ```ts
 * createServer((_, response) => {
 *   response.setHeader('content-type', METRICS_CONTENT_TYPE)
 *   response.end(metrics(hotReload))
 * }).listen(9464)
 * ```
 */
export function metrics(hotReload: MetricsSource): string {
  return metricsText(hotReload.stats(), hotReload.behaviours.inspect())
}

/** The same for stats that were read before. */
export function metricsText(stats: HotReloadStats, scripts: readonly ScriptReport[]): string {
  const families = [...overall(stats), ...ofScripts(scripts)]
  return families.map(familyText).join('')
}

/** Metrics of one name. Without samples it is left out. */
interface Family {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'summary'
  readonly help: string
  readonly samples: readonly Sample[]
}

interface Sample {
  /** What follows the family's name, for the parts of a summary. */
  readonly suffix?: '_sum' | '_count'
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

function overall(stats: HotReloadStats): readonly Family[] {
  const { reloads, concurrentReloads, peakMemory } = stats
  return [
    {
      name: 'reloads_total',
      type: 'counter',
      help: 'Changed texts that led somewhere, by outcome.',
      samples: [
        { labels: { outcome: 'succeeded' }, value: reloads.succeeded },
        { labels: { outcome: 'failed' }, value: reloads.failed },
      ],
    },
    counter(
      'unchanged_texts_total',
      'Changed texts that changed nothing of what runs.',
      reloads.unchanged,
    ),
    counter(
      'rollbacks_total',
      'Rollbacks to another version, by hand and by faults.',
      stats.rollbacks,
    ),
    counter('faults_total', 'Exceptions out of scripts while the game ran.', stats.faults),
    counter(
      'restored_backups_total',
      'Scripts that were restored from backups.',
      stats.restoredBackups,
    ),
    gauge('success_ratio', 'Succeeded reloads, of those that ended.', stats.successRate),
    gauge(
      'rollback_ratio',
      'Rollbacks by faults, of the reloads that succeeded.',
      stats.rollbackRate,
    ),
    gauge('uptime_ratio', 'The part of the time in which every script ran.', stats.uptimeRate),
    ...durations('compile', 'compiling one text took', stats.compile),
    ...durations('reload', 'it took from a text to its published version', stats.reload),
    gauge('concurrent_reloads', 'Texts that are under way now.', concurrentReloads.now),
    gauge(
      'concurrent_reloads_most',
      'The most texts that were ever under way.',
      concurrentReloads.most,
    ),
    gauge('live_timers', 'Live timers and intervals of scripts.', stats.liveTimers),
    {
      ...gauge('peak_memory_bytes', 'The most memory that was seen in use.', peakMemory ?? 0),
      ...(peakMemory === undefined && { samples: [] }),
    },
    gauge(
      'worst_frame_seconds',
      'The most hot-reload work that was done in one frame.',
      stats.worstFrameSpike / 1000,
    ),
  ]
}

function ofScripts(scripts: readonly ScriptReport[]): readonly Family[] {
  const family = (name: string, help: string, value: (script: ScriptReport) => number): Family => ({
    name: `script_${name}`,
    type: 'gauge',
    help,
    samples: scripts.map((script) => ({ labels: { script: script.id }, value: value(script) })),
  })
  return [
    family(
      'up',
      'Whether the script runs: 0 if it is suspended or waits for a version that works.',
      isUp,
    ),
    family('version', 'The current version.', ({ version }) => version),
    family('entities', 'Entities that have the behaviour.', ({ entities }) => entities),
    family(
      'outdated_entities',
      'Entities that do not run the current version yet.',
      ({ outdated }) => outdated,
    ),
    family('timers', 'Live timers and intervals of the script.', ({ timers }) => timers),
  ]
}

function isUp({ phase }: ScriptReport): number {
  return phase === 'suspended' || phase === 'waiting' ? 0 : 1
}

function counter(name: string, help: string, value: number): Family {
  return { name, type: 'counter', help, samples: [{ value }] }
}

function gauge(name: string, help: string, value: number): Family {
  return { name, type: 'gauge', help, samples: [{ value }] }
}

function durations(
  name: string,
  what: string,
  { count, mean, worst }: Durations,
): readonly Family[] {
  return [
    {
      name: `${name}_seconds`,
      type: 'summary',
      help: `How long ${what}.`,
      samples: [
        { suffix: '_sum', value: (mean * count) / 1000 },
        { suffix: '_count', value: count },
      ],
    },
    gauge(`${name}_worst_seconds`, `The longest that ${what}.`, worst / 1000),
  ]
}

function familyText({ name, type, help, samples }: Family): string {
  if (samples.length === 0) return ''
  const full = `tickswap_${name}`
  const head = [`# HELP ${full} ${escaped(help)}`, `# TYPE ${full} ${type}`]
  const lines = samples.map(({ suffix = '', labels = {}, value }) => {
    return `${full}${suffix}${labelText(labels)} ${numberText(value)}`
  })
  return `${[...head, ...lines].join('\n')}\n`
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => {
    // Whole, since a label tells scripts apart.
    const shown = shownText(value, Number.POSITIVE_INFINITY)
    return `${name}="${escaped(shown).replaceAll('"', '\\"')}"`
  })
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function numberText(value: number): string {
  if (Math.abs(value) !== Number.POSITIVE_INFINITY) return String(value)
  return value > 0 ? '+Inf' : '-Inf'
}
