// type-edits: edits scripts of a project and times a type checker, from the new text to its
// diagnostics.

import type { TypeChecker } from 'tickswap/hotreload/adapters'
import { scriptText } from './script-text.ts'

export interface TypeEditPlan {
  readonly starts: number
  readonly warmUps: number
  readonly edits: number
}

export interface TypeEditTimes {
  /** Milliseconds from nothing to the first script's diagnostics, with all texts of the project. */
  readonly first: readonly number[]
  /** Milliseconds of each edit of one script. */
  readonly script: readonly number[]
  /** Milliseconds of each edit of a helper, for its own diagnostics and those of its importers. */
  readonly helper: readonly number[]
}

const scripts = 100
const lines = 100
/** How many of the scripts, the last ones, import the helper. */
const importers = 20
const others = scripts - importers

export async function measureTypeEdits(
  create: () => TypeChecker,
  { starts, warmUps, edits }: TypeEditPlan,
): Promise<TypeEditTimes> {
  const first: number[] = []
  for (let start = 0; start < starts; start++) {
    const checker = create()
    first.push(await begin(checker))
    await checker.close()
  }
  const checker = create()
  await begin(checker)
  const script: number[] = []
  const helper: number[] = []
  for (let turn = -warmUps; turn < edits; turn++) {
    const times = [
      await editScript(checker, turn + warmUps),
      await editHelper(checker, turn + warmUps),
    ] as const
    if (turn < 0) continue
    script.push(times[0])
    helper.push(times[1])
  }
  await checker.close()
  return { first, script, helper }
}

async function begin(checker: TypeChecker): Promise<number> {
  const texts = Array.from({ length: scripts }, (_, index) =>
    change(idOf(index), textOf(index, 0, false)),
  )
  const begin = performance.now()
  const found = await checker.check({
    changes: [change('helper', helperText(0, false)), ...texts],
    ids: [idOf(0)],
  })
  const milliseconds = performance.now() - begin
  if (found.length > 0) throw new Error(`The project is not free of errors: ${found[0]?.message}`)
  return milliseconds
}

/** Every other text has a type error, which must be found. */
async function editScript(checker: TypeChecker, turn: number): Promise<number> {
  const id = idOf(turn % others)
  const isWrong = turn % 2 === 0
  const changes = [change(id, textOf(turn % others, turn + 1, isWrong))]
  const begin = performance.now()
  const found = await checker.check({ changes, ids: [id] })
  const milliseconds = performance.now() - begin
  const codes = found.map(({ code }) => code).join()
  if (codes !== (isWrong ? 'TS2322' : ''))
    throw new Error(`Edit ${turn} of "${id}" was told to have "${codes}".`)
  return milliseconds
}

async function editHelper(checker: TypeChecker, turn: number): Promise<number> {
  const ids = ['helper', ...Array.from({ length: importers }, (_, index) => idOf(others + index))]
  const isWrong = turn % 2 === 0
  const begin = performance.now()
  const found = await checker.check({ changes: [change('helper', helperText(turn, isWrong))], ids })
  const milliseconds = performance.now() - begin
  const wrong = found.filter(({ code }) => code === 'TS2345').length
  if (wrong !== (isWrong ? importers : 0))
    throw new Error(`Edit ${turn} of the helper was told to break ${wrong} scripts.`)
  return milliseconds
}

function textOf(index: number, edit: number, isWrong: boolean): string {
  const probe = `\nexport const probe: number = ${isWrong ? '"wrong"' : edit}\n`
  const use =
    index >= others
      ? `import { scale } from './helper.ts'\nexport const scaled = scale(${index})\n`
      : ''
  return use + scriptText(lines, edit) + probe
}

function helperText(edit: number, isWrong: boolean): string {
  const by = isWrong ? 'string' : 'number'
  return `export function scale(by: ${by}): number {\n  return Number(by) * ${edit}\n}\n`
}

function change(id: string, text: string) {
  return { id, file: `${id}.ts`, text }
}

function idOf(index: number): string {
  return `script-${index}`
}
