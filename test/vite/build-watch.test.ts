// `vite build --watch`: a watched build follows scripts that are edited, come and go.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'
import { type ViteProcess, watchBuild } from './vite-process.ts'

/**
 * The watcher of Vite 6 and 7 forgets a file, or a folder, that comes back while it still deals
 * with its end. It tells nobody when that is over: the one time that is waited for, as long as a
 * busy machine may need.
 */
const REST_MILLISECONDS = 1_500

const BORN = 'src/scripts/far/away/born.ts'

describe.each(['vite', 'vite6', 'vite7'] as const)('%s build --watch', (name) => {
  let project: Project
  let vite: Omit<ViteProcess, 'url'>

  beforeAll(async () => {
    project = createProject(name)
    vite = await watchBuild(project.root)
  })

  afterAll(async () => {
    await vite?.stop()
    project?.delete()
  })

  it('takes in an edit', async () => {
    project.edit('src/scripts/npc/wander.ts', 'SPEED = 1', 'SPEED = 12321')
    await untilBuilt((code) => code.includes('12321'))
  })

  it('takes in a script in a new folder, and edits of it', async () => {
    project.write(BORN, script('born'))
    await untilBuilt((code) => code.includes('I am born') && code.includes('far/away/born'))
    project.write(BORN, script('grown'))
    await untilBuilt((code) => code.includes('I am grown'))
  })

  it('leaves out a script that is deleted, and takes it in again', async () => {
    rmSync(join(project.root, BORN))
    await untilBuilt((code) => !code.includes('far/away/born'))
    await rest()
    project.write(BORN, script('back'))
    await untilBuilt((code) => code.includes('I am back'))
  })

  it('leaves out the scripts of a folder that is deleted, and takes them in again', async () => {
    rmSync(join(project.root, 'src/scripts/far'), { recursive: true })
    await untilBuilt((code) => !code.includes('far/away/born'))
    await rest()
    project.write(BORN, script('here'))
    await untilBuilt((code) => code.includes('I am here'))
  })

  /** Resolves when the built game is as asked for. */
  async function untilBuilt(isThere: (code: string) => boolean): Promise<void> {
    const isBuilt = () => {
      const code = builtCode(project)
      return code !== undefined && isThere(code)
    }
    await expect.poll(isBuilt).toBe(true)
  }
})

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS))
}

/** Undefined while the folder is being written. */
function builtCode({ root }: Project): string | undefined {
  const folder = join(root, 'dist/assets')
  try {
    const file = readdirSync(folder).find((name) => name.endsWith('.js'))
    return file ? readFileSync(join(folder, file), 'utf8') || undefined : undefined
  } catch {
    return undefined
  }
}

function script(what: string): string {
  return `import { defineSystem } from 'tickswap'
export default defineSystem({
  update() {
    globalThis.told = { who: 'I am ${what}' }
  },
})
`
}
