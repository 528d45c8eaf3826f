// The restorer: runs scripts that have never run, and whose text is broken or missing, from their backups.

import type { Emitter } from 'tickswap'
import type { BackupEntry } from '../contracts/backup.ts'
import type { CompiledModule, Compiler } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Evaluator } from '../contracts/evaluator.ts'
import type { Reason } from '../contracts/reason.ts'
import type { HotReloadEvents, PublishCode } from '../events/hot-reload-events.ts'
import { planLink } from '../link/link-plan.ts'
import { evaluatePlan, type Linked } from '../link/linker.ts'
import { specifierCandidates } from '../text/specifier.ts'
import type { VersionNumbers } from './definitions.ts'
import { type GoLiveParts, prepareGeneration, type ReadyGeneration } from './generation.ts'

export interface RestorerParts extends GoLiveParts {
  readonly compiler: Compiler
  readonly evaluator: Evaluator
  readonly events: Emitter<HotReloadEvents>
}

const RESTORED: Reason<PublishCode> = {
  code: 'restored',
  sentence: 'Its text is broken or missing, and its backup runs.',
}

/** What went live. */
interface Restored {
  /** Undefined if it changed nothing that runs. */
  readonly generation: number | undefined
  readonly versions: VersionNumbers
  readonly settle: ReadyGeneration['settle']
}

type Modules = ReadonlyMap<string, CompiledModule>

/** Restores scripts, together with the helpers that they import. One call must have ended before the next. */
export class Restorer {
  readonly #parts: RestorerParts
  readonly #tried = new Set<string>()
  #isClosed = false

  constructor(parts: RestorerParts) {
    this.#parts = parts
  }

  /** Runs those of the scripts that have no live module and have a backup. Each is tried once. */
  async restore(ids: readonly string[]): Promise<void> {
    const { backups, events, work } = this.#parts
    await backups.loaded()
    const untried = ids.filter((id) => !this.#tried.has(id))
    for (const id of untried) this.#tried.add(id)
    const entries = untried.flatMap((id) => this.#backupOf(id) ?? [])
    if (entries.length === 0) return
    const since = performance.now()
    const modules = await this.#compile(entries)
    const result = await this.#publish(modules)
    if (this.#isClosed) return
    const restored = [...modules.keys()]
    if (!result.ok) return this.#warnUnusable(restored, result.diagnostics)
    const { generation, versions, settle } = result.value
    if (generation !== undefined) {
      const reasons = Object.fromEntries(Object.keys(versions).map((id) => [id, RESTORED]))
      events.emit('published', {
        generation,
        versions,
        reasons,
        milliseconds: performance.now() - since,
      })
    }
    this.#warnRestored(restored)
    await work.run(settle())
  }

  close(): void {
    this.#isClosed = true
  }

  #backupOf(id: string): BackupEntry | undefined {
    return this.#parts.live.linked(id) ? undefined : this.#parts.backups.entry(id)
  }

  /** Compiles the entries, and those of what they import and does not run. */
  async #compile(entries: readonly BackupEntry[]): Promise<Modules> {
    const waiting = new Map(entries.map((entry) => [entry.id, entry]))
    const modules = new Map<string, CompiledModule>()
    for (const entry of waiting.values()) {
      const result = await this.#parts.compiler.compile(entry)
      if (!result.ok) {
        this.#warnUnusable([entry.id], result.diagnostics)
        continue
      }
      modules.set(entry.id, result.module)
      for (const { specifier } of result.module.imports) {
        const { scripts } = specifierCandidates(entry.id, specifier)
        const helper = scripts.map((id) => this.#backupOf(id)).find((found) => found !== undefined)
        if (helper) waiting.set(helper.id, helper)
      }
    }
    return modules
  }

  async #publish(modules: Modules): Promise<Linked<Restored>> {
    const { live, work } = this.#parts
    await live.hosts.load(
      [...modules.values()].flatMap((module) => live.importedHosts(module, modules)),
    )
    const linked = await work.run(planLink(live, modules))
    if (!linked.ok)
      return { ok: false, diagnostics: linked.problems.map(({ diagnostic }) => diagnostic) }
    const evaluated = await evaluatePlan(this.#parts, linked.plan, () => false)
    if (!evaluated?.ok) return evaluated ?? { ok: false, diagnostics: [] }
    const ready = await prepareGeneration(this.#parts, evaluated.value, modules)
    if (!ready.ok) return ready
    const { goLive, settle, versions } = ready.value
    return { ok: true, value: { generation: goLive(), versions, settle } }
  }

  #warnRestored(ids: readonly string[]): void {
    const { backups, problems, events } = this.#parts
    const sentences = ids.map((id) => {
      const savedAt = new Date(backups.entry(id)?.savedAt ?? 0).toISOString()
      const message = `Script "${id}" runs from its backup of ${savedAt}, since its text is broken or missing.`
      problems.note({
        severity: 'warning',
        stage: 'run',
        code: 'restored-backup',
        script: id,
        message,
      })
      return message
    })
    events.emit('warned', { code: 'restored-backup', ids, message: sentences.join('\n') })
  }

  #warnUnusable(ids: readonly string[], diagnostics: readonly Diagnostic[]): void {
    const reasons = diagnostics.map(({ message }) => message).join(' ')
    const message = `The backup of ${ids.map((id) => `"${id}"`).join(', ')} does not run either. ${reasons}`
    this.#parts.events.emit('warned', { code: 'unusable-backup', ids, message })
  }
}
