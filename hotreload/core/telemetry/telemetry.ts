// Figures: what there is to know of a hot reload: its stats, its alerts, its decisions, and each script.

import type { Decision } from '../events/decision.ts'
import type { History } from '../state/history.ts'
import type { Problems } from '../state/problems.ts'
import { Alerts, type AlertThresholds } from './alerts.ts'
import { DecisionLog, type DecisionLogParts } from './decision-log.ts'
import type { ScriptInspection } from './inspection.ts'
import type { HotReloadStats } from './stats.ts'
import { StatsRecorder, type StatsRecorderParts } from './stats-recorder.ts'
import { TimerCount } from './timer-count.ts'

export interface FiguresParts extends StatsRecorderParts, DecisionLogParts {
  readonly history: History
  readonly problems: Problems
}

/** All of it is driven by events: no stage of the pipeline knows of figures. */
export class Figures {
  readonly #parts: FiguresParts
  readonly #recorder: StatsRecorder
  readonly #decisions: DecisionLog
  readonly #timers: TimerCount
  readonly #alerts: Alerts

  constructor(parts: FiguresParts, thresholds: Partial<AlertThresholds> | undefined) {
    this.#parts = parts
    this.#recorder = new StatsRecorder(parts)
    this.#decisions = new DecisionLog(parts)
    this.#timers = new TimerCount(parts)
    this.#alerts = new Alerts(
      { ...parts, figures: this.#recorder, timers: this.#timers },
      thresholds,
    )
  }

  stats(): HotReloadStats {
    this.#alerts.look()
    return this.#recorder.read()
  }

  /** Throws a `TickswapError` for a script that is not registered. */
  inspect(id: string): ScriptInspection {
    const { behaviours, history, problems } = this.#parts
    const report = behaviours.inspect(id)
    const linked = history.current(id)?.linked
    return {
      ...report,
      text: linked?.text,
      hash: linked?.module?.hash,
      diagnostics: problems.standing().filter(({ script }) => script === id),
      lastDecision: this.#decisions.last(id),
      figures: this.#recorder.script(id),
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
