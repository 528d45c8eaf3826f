// Script ids as types: with the option `types`, TypeScript itself says which ids there are.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'
import { completions, typeErrors } from './type-errors.ts'
import { buildWithVite } from './vite-process.ts'

const USE = 'src/use.ts'

describe('the ids of a project', () => {
  let project: Project

  beforeAll(async () => {
    project = createProject('vite')
    project.edit('vite.config.ts', `'src/scripts' }`, `'src/scripts', types: 'src/tickswap.d.ts' }`)
    await buildWithVite(project.root)
  })

  afterAll(() => project?.delete())

  it('are accepted where they are right', () => {
    project.write(
      USE,
      `import { type ScriptId, scripts } from 'virtual:tickswap'
export const wander: ScriptId = 'npc/wander'
export const { file } = scripts['npc/wander']
export const all: readonly string[] = Object.keys(scripts)
`,
    )
    expect(typeErrors(project)).toEqual([])
  })

  it('are rejected where they are wrong', () => {
    project.write(
      USE,
      `import { type ScriptId, scripts } from 'virtual:tickswap'
export const wander: ScriptId = 'npc/wandr'
export const script = scripts['npc/wandr']
`,
    )
    expect(typeErrors(project)).toEqual([
      expect.stringContaining(`Type '"npc/wandr"' is not assignable to type`),
      expect.stringContaining(`Property 'npc/wandr' does not exist on type`),
    ])
  })

  it('are offered by editors', () => {
    project.write(
      USE,
      `import { scripts } from 'virtual:tickswap'\nexport const script = scripts['']\n`,
    )
    expect(completions(project, USE, `scripts['`).toSorted()).toEqual([
      'clock',
      'npc/steer',
      'npc/wander',
    ])
  })

  it('are any strings without the file', () => {
    project.remove('src/tickswap.d.ts')
    project.write(
      USE,
      `import { type ScriptId, scripts } from 'virtual:tickswap'
export const any: ScriptId = 'whatever'
export const script = scripts[any]
`,
    )
    expect(typeErrors(project)).toEqual([])
  })
})
