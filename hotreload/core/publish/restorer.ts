// The restorer: runs scripts from their backups that have never run and whose text is broken or
// missing.

import { record } from 'tickswap'
import type { BackupEntry } from '../contracts/backup.ts'
import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Reason } from '../contracts/reason.ts'
import type { Result } from '../contracts/result.ts'
import { shownTime } from '../display/shown-time.ts'
import type { PublishCode } from '../events/hot-reload-events.ts'
import { loadImportedHosts } from '../link/host-imports.ts'
import { planLink } from '../link/link-plan.ts'
import { evaluatePlan } from '../link/linker.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { quotedNames } from '../text/name-list.ts'
import { specifierCandidates } from '../text/specifier.ts'
import type { VersionNumbers } from './definitions.ts'
import { type PreparedGeneration, prepareGeneration } from './generation.ts'

const RESTORED: Reason<PublishCode> = {
  code: 'restored',
  sentence: 'Its text is broken or missing, and its backup runs.',
}

/** What went live. */
interface Restored {
  /** Undefined if it changed nothing that runs. */
  readonly generation: number | undefined
  readonly versions: VersionNumbers
  readonly finish: PreparedGeneration['finish']
}

type Modules = ReadonlyMap<string, CompiledModule>

/**
 * Restores scripts, together with the helpers that they import. One call must have ended before the
 * next.
 */
export class Restorer {
  readonly #state: PipelineState
  readonly #tried = new Set<string>()
  #isClosed = false

  constructor(state: PipelineState) {
    this.#state = state
  }

  /** Runs those of the scripts that have no live module and have a backup. Each is tried once. */
  async restore(ids: readonly string[]): Promise<void> {
    const { backups, events, work } = this.#state
    await backups.loaded()
    const untried = ids.filter((id) => !this.#tried.has(id))
    for (const id of untried) this.#tried.add(id)
    const entries = await this.#backupsOf(untried)
    if (entries.length === 0) return
    const since = performance.now()
    const modules = await this.#compile(entries)
    const result = await this.#publish(modules)
    if (this.#isClosed) return
    const restored = [...modules.keys()]
    if (!result.ok) return this.#warnUnusable(restored, result.errors)
    const { generation, versions, finish } = result.value
    if (generation !== undefined) {
      const reasons = record(Object.fromEntries(Object.keys(versions).map((id) => [id, RESTORED])))
      events.emit('published', {
        generation,
        versions,
        reasons,
        milliseconds: performance.now() - since,
      })
    }
    this.#warnRestored(restored)
    await work.run(finish())
  }

  close(): void {
    this.#isClosed = true
  }

  /** The backups of scripts that do not run; where signatures are required, those with a proof. */
  async #backupsOf(ids: readonly string[]): Promise<readonly BackupEntry[]> {
    const { live, backups, signatures } = this.#state
    const found = ids.flatMap((id) => (live.linked(id) ? [] : (backups.entry(id) ?? [])))
    if (!signatures || found.length === 0) return found
    const scripts = await signatures.ready()
    const proven: BackupEntry[] = []
    for (const entry of found) if (await scripts.isProven(entry)) proven.push(entry)
    const unproven = found.filter((entry) => !proven.includes(entry)).map(({ id }) => id)
    if (unproven.length > 0) this.#warnUnsigned(unproven)
    return proven
  }

  /** Compiles the entries, and those of what they import and does not run. */
  async #compile(entries: readonly BackupEntry[]): Promise<Modules> {
    const waiting = new Map(entries.map((entry) => [entry.id, entry]))
    const modules = new Map<string, CompiledModule>()
    for (const entry of waiting.values()) {
      const result = await this.#state.compiler.compile(entry)
      if (!result.ok) {
        this.#warnUnusable([entry.id], result.diagnostics)
        continue
      }
      modules.set(entry.id, result.module)
      for (const { specifier } of result.module.imports) {
        const { scripts } = specifierCandidates(entry.id, specifier)
        const [helper] = await this.#backupsOf(scripts.filter((id) => !waiting.has(id)))
        if (helper) waiting.set(helper.id, helper)
      }
    }
    return modules
  }

  async #publish(modules: Modules): Promise<Result<Restored>> {
    const { live, work } = this.#state
    await loadImportedHosts(this.#state, modules.values(), modules, () => false)
    const linked = await work.run(planLink(live, modules))
    if (!linked.ok) return { ok: false, errors: linked.errors.map(({ diagnostic }) => diagnostic) }
    const evaluated = await evaluatePlan(this.#state, linked.value, () => false)
    if (!evaluated?.ok) return evaluated ?? { ok: false, errors: [] }
    const ready = await prepareGeneration(this.#state, evaluated.value, modules)
    if (!ready.ok) return ready
    const { goLive, finish, versions } = ready.value
    return { ok: true, value: { generation: goLive(), versions, finish } }
  }

  #warnRestored(ids: readonly string[]): void {
    const { backups, problems, events } = this.#state
    const sentences = ids.map((id) => {
      const savedAt = shownTime(backups.entry(id)?.savedAt ?? Number.NaN)
      const message =
        `Script "${id}" runs from its backup of ${savedAt}, since its text is broken or ` +
        'missing.'
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

  #warnUnsigned(ids: readonly string[]): void {
    const message = `The backup of ${quotedNames(ids)} is not run: nothing proves that a trusted key signed it.`
    this.#state.events.emit('warned', { code: 'unsigned-backup', ids, message })
  }

  #warnUnusable(ids: readonly string[], diagnostics: readonly Diagnostic[]): void {
    const reasons = diagnostics.map(({ message }) => message).join(' ')
    const message = `The backup of ${quotedNames(ids)} does not run either. ${reasons}`
    this.#state.events.emit('warned', { code: 'unusable-backup', ids, message })
  }
}
