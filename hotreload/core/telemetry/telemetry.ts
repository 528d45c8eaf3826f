// Telemetry: the stats of a hot reload, its alerts, its decisions, and all that is known of a
// script.

import type { Decision } from '../events/decision.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { Alerts, type AlertThresholds } from './alerts.ts'
import { DecisionLog } from './decision-log.ts'
import type { ScriptInspection } from './inspection.ts'
import type { HotReloadStats } from './stats.ts'
import { StatsRecorder } from './stats-recorder.ts'
import { TimerCount } from './timer-count.ts'

interface TelemetryOptions {
  /** In bytes. */
  readonly memory?: () => number | undefined
  readonly alerts?: Partial<AlertThresholds>
}

/** Driven by events alone: no stage of the pipeline knows of it. */
export class Telemetry {
  readonly #state: PipelineState
  readonly #recorder: StatsRecorder
  readonly #decisions: DecisionLog
  readonly #timers: TimerCount
  readonly #alerts: Alerts

  constructor(state: PipelineState, { memory, alerts }: TelemetryOptions) {
    this.#state = state
    this.#recorder = new StatsRecorder(state, memory)
    this.#decisions = new DecisionLog(state)
    this.#timers = new TimerCount(state)
    this.#alerts = new Alerts(state, this.#recorder, this.#timers, alerts)
  }

  stats(): HotReloadStats {
    this.#alerts.check()
    return this.#recorder.read()
  }

  /** Throws a `TickswapError` for a script that is not registered. */
  inspect(id: string): ScriptInspection {
    const { behaviours, history, problems } = this.#state
    const report = behaviours.inspect(id)
    const linked = history.current(id)?.linked
    return {
      ...report,
      text: linked?.text,
      hash: linked?.module?.hash,
      diagnostics: problems.active().filter(({ script }) => script === id),
      lastDecision: this.#decisions.last(id),
      stats: this.#recorder.script(id),
    }
  }

  decisions(id?: string): readonly Decision[] {
    return this.#decisions.list(id)
  }

  close(): void {
    this.#recorder.close()
    this.#timers.close()
  }
}
