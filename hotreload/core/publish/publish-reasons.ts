// Publish reasons: why each script of a generation has a new version.

import { record } from 'tickswap'
import type { Reason } from '../contracts/reason.ts'
import type { PublishCode } from '../events/hot-reload-events.ts'
import type { Edit } from '../state/edit.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import { quotedNames } from '../text/name-list.ts'
import type { Steps } from '../time/frame-scheduler.ts'

/** What is known of a generation that went live. */
export interface GenerationStory {
  /** What the batch itself brought. */
  readonly edit: Edit
  /** That, and the pending texts that it completed. */
  readonly changed: Edit
  readonly modules: readonly LinkedModule[]
  /** Whether its modules ran before, and return as they were. */
  readonly isReturning: boolean
  /** Whether it was requested, without an edit. */
  readonly isForced: boolean
  /** Scripts that were removed until now. */
  readonly wereRemoved: ReadonlySet<string>
}

/** One reason for each of `ids`. */
export function* publishReasons(
  story: GenerationStory,
  ids: readonly string[],
): Steps<Readonly<Record<string, Reason<PublishCode>>>> {
  const modules = new Map(story.modules.map((linked) => [linked.id, linked]))
  const reasons: Record<string, Reason<PublishCode>> = record()
  for (const id of ids) {
    reasons[id] = reasonFor(story, id, modules.get(id))
    yield
  }
  return reasons
}

function reasonFor(
  story: GenerationStory,
  id: string,
  linked: LinkedModule | undefined,
): Reason<PublishCode> {
  const { edit, changed, isForced, isReturning, wereRemoved } = story
  if (wereRemoved.has(id)) return { code: 'resumed', sentence: 'It was removed, and is back.' }
  if (isForced) return { code: 'reloaded', sentence: 'A reload was requested.' }
  if (isReturning) {
    return { code: 'returned', sentence: 'The edit returns to a version that ran before.' }
  }
  if (edit.has(id)) return { code: 'edited', sentence: 'Its text changed.' }
  if (changed.has(id)) {
    const what = edit.size > 0 ? quotedNames([...edit.keys()]) : 'another script'
    return { code: 'completed', sentence: `It waited for ${what}.` }
  }
  return {
    code: 're-evaluated',
    sentence: `It imports ${quotedNames(changedImports(story, linked))}, which changed.`,
  }
}

function changedImports({ changed }: GenerationStory, linked: LinkedModule | undefined): string[] {
  const imported = [...(linked?.closure ?? [])].filter((module) => module !== linked)
  return imported.map(({ id }) => id).filter((id) => changed.has(id))
}
