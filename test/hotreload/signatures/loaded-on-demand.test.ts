// What a game that requires no signatures carries of them: next to nothing, and it loads nothing.

import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { root } from '../../house/root.ts'

async function chunks(): Promise<readonly Rolldown.OutputChunk[]> {
  const outputs = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['tickswap-source', 'module', 'browser', 'default'] },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: `${root}/hotreload/core/hot-reload/create-hot-reload.ts`,
        external: ['bitecs'],
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const all = [outputs].flat().flatMap((result) => ('output' in result ? result.output : []))
  return all.flatMap((output) => (output.type === 'chunk' ? [output] : []))
}

it('what judges signatures is loaded on demand, and arithmetic apart from that', async () => {
  const all = await chunks()
  const holding = (name: string) =>
    all.filter(({ moduleIds }) => moduleIds.some((id) => id.replaceAll('\\', '/').includes(name)))
  const atOnce = loadedAtOnce(all)
  const [judging] = holding('/signatures/signed-scripts.ts')
  const [arithmetic] = holding('/@noble/ed25519/')
  expect(judging && arithmetic).toBeDefined()
  expect(judging).not.toBe(arithmetic)
  expect(judging?.imports).not.toContain(arithmetic?.fileName)
  const carried = atOnce.flatMap(({ moduleIds }) =>
    moduleIds.filter((id) => /core[\\/](?:signatures|manifest)[\\/]|ed25519/.test(id)),
  )
  expect(carried.map((id) => id.replace(/^.*[\\/]/, '')).sort()).toEqual([
    'public-key.ts',
    'signature-gate.ts',
    'signature-settings.ts',
    'strict-encoding.ts',
  ])
})

/** The entry, and what it imports without being asked to. */
function loadedAtOnce(all: readonly Rolldown.OutputChunk[]): readonly Rolldown.OutputChunk[] {
  const names = new Set(all.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  const byName = new Map(all.map((chunk) => [chunk.fileName, chunk]))
  for (const name of names) for (const next of byName.get(name)?.imports ?? []) names.add(next)
  return all.filter(({ fileName }) => names.has(fileName))
}
