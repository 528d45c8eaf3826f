// Problem cards: active errors as notices: one for all that were reported together or have one
// cause.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Notice } from '../contracts/notifier.ts'
import { namedScripts } from '../text/name-list.ts'

/** What became of the scripts of a card. */
export type Verdict = 'rejected' | 'counted' | 'takenBack' | 'suspended'

interface Card {
  readonly key: string
  /** The scripts that it is about. */
  readonly ids: Set<string>
  /** What a problem that belongs to it has: scripts, and places in them. */
  readonly marks: Set<string>
  verdict: Verdict
  /** The problems that were shown last. */
  shown: readonly Diagnostic[]
}

/** What to show, and what is fixed. */
interface CardChanges {
  readonly notices: readonly Notice[]
  readonly withdrawn: readonly string[]
}

/** A notice with more problems than these says how many there are besides. */
const MOST_SHOWN = 20

/** Keeps cards until their problems are fixed. */
export class ProblemCards {
  readonly #cards = new Map<string, Card>()
  readonly #withdrawn = new Set<string>()

  /** Notes problems of scripts, on the card that has to do with them already, or on a new one. */
  add(ids: readonly string[], diagnostics: readonly Diagnostic[], verdict: Verdict): void {
    const [first] = ids
    if (first === undefined) return
    const key = `script:${first}`
    const marks = new Set([...ids, ...diagnostics.flatMap(marksOf)])
    const related = [...this.#cards.values()].filter(
      (card) => card.key === key || meet(card.marks, marks),
    )
    const [
      card = { key, ids: new Set<string>(), marks: new Set<string>(), verdict, shown: [] },
      ...others
    ] = related
    for (const other of others) this.#merge(card, other)
    for (const id of ids) card.ids.add(id)
    for (const mark of marks) card.marks.add(mark)
    if (card.verdict !== verdict) card.shown = []
    card.verdict = verdict
    this.#cards.set(card.key, card)
  }

  /** These scripts are not what is wrong any more. */
  ended(ids: readonly string[]): void {
    for (const card of this.#cards.values()) for (const id of ids) card.ids.delete(id)
  }

  /** Compares the cards with the errors that stand. */
  refresh(standing: readonly Diagnostic[]): CardChanges {
    const notices: Notice[] = []
    for (const card of this.#cards.values()) {
      const problems = standing.filter((problem) =>
        marksOf(problem).some((mark) => card.marks.has(mark)),
      )
      if (problems.length === 0) {
        this.#cards.delete(card.key)
        this.#withdrawn.add(card.key)
      } else if (!isSame(problems, card.shown)) {
        card.shown = problems
        notices.push(cardNotice(card, problems))
      }
    }
    for (const { key } of notices) this.#withdrawn.delete(key)
    const withdrawn = [...this.#withdrawn]
    this.#withdrawn.clear()
    return { notices, withdrawn }
  }

  #merge(card: Card, other: Card): void {
    for (const id of other.ids) card.ids.add(id)
    for (const mark of other.marks) card.marks.add(mark)
    this.#cards.delete(other.key)
    this.#withdrawn.add(other.key)
  }
}

function cardNotice({ key, ids, verdict }: Card, problems: readonly Diagnostic[]): Notice {
  const broken = new Set(problems.map(({ script }) => script))
  const both = [...ids].filter((id) => broken.has(id))
  const [about = broken] = [both, [...ids]].filter(({ length }) => length > 0)
  const names = [...about]
  const unseen = problems.length - MOST_SHOWN
  const others = both.length > 0 ? ids.size - both.length : 0
  return {
    key,
    tone: verdict === 'counted' ? 'warning' : 'error',
    title: `${namedScripts(names)} ${verb(verdict, names.length)}`,
    message: [
      verdict === 'rejected' && 'What runs goes on.',
      verdict === 'rejected' &&
        others > 0 &&
        `${namedScripts(others)} that came along ${wait(others)}.`,
      unseen > 0 && `${unseen} more problems are not shown.`,
    ]
      .filter(Boolean)
      .join(' '),
    diagnostics: problems.slice(0, MOST_SHOWN),
    ids: names,
    lasts: undefined,
  }
}

function verb(verdict: Verdict, count: number): string {
  const [was, is] = count === 1 ? ['was', 'is'] : ['were', 'are']
  switch (verdict) {
    case 'rejected':
      return `${was} rejected`
    case 'counted':
      return 'threw'
    case 'takenBack':
      return `threw and ${was} rolled back`
    case 'suspended':
      return `exceeded the fault limit and ${is} suspended`
  }
}

function wait(count: number): string {
  return count === 1 ? 'waits' : 'wait'
}

function marksOf({ script, location }: Diagnostic): string[] {
  return location ? [script, `${location.file}:${location.line}`] : [script]
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const mark of b) if (a.has(mark)) return true
  return false
}

function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((problem, i) => problem === b[i])
}
