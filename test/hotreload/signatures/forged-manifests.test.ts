// Manifests that were altered in any way, large ones, and ones that are none at all.

import { textHash } from 'tickswap/hotreload/adapters'
import {
  readSeal,
  readSignedManifest,
  sealProblem,
  trustedKeys,
} from 'tickswap/hotreload/signatures'
import { describe, expect, it } from 'vitest'
import { hashInSteps } from '#hotreload/core/manifest/hash-in-steps'
import { readEntryLine, readHeadLine } from '#hotreload/core/manifest/manifest-lines'
import { readProof } from '#hotreload/core/manifest/read-proof'
import { Random } from '../../engine/fuzz/random.ts'
import { startGame, wanderText } from '../game/start-game.ts'
import { manifestOf, signer } from './test-signer.ts'

const SEED = 15
const texts = {
  'npc/wander': wanderText,
  'npc/bär': '// 狼',
  toString: '// one',
  valueOf: '// two',
}
const trusted = trustedKeys({ keys: [signer.key] })

/** What a game would accept: the texts of the entries, or the code of why not. */
async function verdict(text: string): Promise<string> {
  const read = readSeal(text)
  if (!read.ok) return read.errors[0]?.code ?? ''
  const [seal, body] = read.value
  const problem = await sealProblem(trusted, seal)
  if (problem) return problem.code
  const steps = readSignedManifest(seal, body)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value.ok ? 'accepted' : (step.value.errors[0]?.code ?? '')
}

describe('a manifest', () => {
  it('is accepted as it was signed', async () => {
    expect(await verdict(await manifestOf(texts))).toBe('accepted')
    expect(await verdict(await manifestOf({}))).toBe('accepted')
  })

  it('is rejected with any bit flipped', async () => {
    const bytes = new TextEncoder().encode(await manifestOf(texts))
    const random = new Random(SEED)
    const accepted: number[] = []
    for (const index of bytes.keys()) {
      const flipped = Uint8Array.from(bytes)
      flipped[index] = (flipped[index] ?? 0) ^ (1 << random.below(8))
      const text = new TextDecoder().decode(flipped)
      if ((await verdict(text)) === 'accepted') accepted.push(index)
    }
    expect(accepted).toEqual([])
  })

  it('is rejected with anything taken out, put in or said twice', async () => {
    const text = await manifestOf(texts)
    const lines = text.split('\n')
    const random = new Random(SEED)
    const forged = [
      ...Array.from({ length: 100 }, () => text.slice(0, random.below(text.length))),
      ...lines.map((_, index) => lines.toSpliced(index, 1).join('\n')),
      ...lines.map((line, index) => lines.toSpliced(index, 0, line).join('\n')),
      ...[' ', '\n', '\r', '\t', '\0', '\ufeff', '{}'].flatMap((extra) => [
        extra + text,
        text + extra,
        text.replaceAll('\n', `${extra}\n`),
      ]),
      text.toUpperCase(),
      lines.toReversed().join('\n'),
      text + text,
    ]
    const codes = await Promise.all(forged.filter((one) => one !== text).map(verdict))
    expect(codes.filter((code) => code === 'accepted')).toEqual([])
  })

  it('of another format is rejected with its number', async () => {
    const text = (await manifestOf(texts)).replace('format 1', 'format 2')
    expect(readSeal(text)).toMatchObject({
      ok: false,
      errors: [{ code: 'other-format', sentence: expect.stringContaining('has the format 2') }],
    })
  })

  it('with changed line breaks says so', async () => {
    const text = (await manifestOf(texts)).replaceAll('\n', '\r\n')
    const read = readSeal(text)
    expect(read.ok ? '' : read.errors[0]?.sentence).toContain('line breaks were changed')
  })

  it('lists no script whose id could mean anything else', () => {
    const hash = textHash('')
    const line = (id: string, file = `${id}.ts`) => JSON.stringify([id, file, hash, 0])
    for (const id of ['__proto__', '../a', '/a', 'a\\b', '', 'a/./b', 'con'])
      expect(readEntryLine(line(id)), id).toBeUndefined()
    expect(readEntryLine(line('a', 'b.ts'))).toBeUndefined()
    expect(readEntryLine(line('a', 'a.exe'))).toBeUndefined()
    for (const id of ['toString', 'valueOf', 'constructor', 'hasOwnProperty'])
      expect(readEntryLine(line(id))?.id).toBe(id)
  })

  it('has numbers and hashes in one form only', () => {
    const root = textHash('')
    const head = { name: '', release: 1, time: 0, scripts: 0, root }
    expect(readHeadLine(JSON.stringify(head))).toEqual(head)
    const wrong = [
      { ...head, release: 0 },
      { ...head, release: 1.5 },
      { ...head, release: 2 ** 53 },
      { ...head, release: '1' },
      { ...head, time: -1 },
      { ...head, time: 1e300 },
      { ...head, scripts: 20_001 },
      { ...head, root: root.toUpperCase() },
      { ...head, name: 'x'.repeat(201) },
      { ...head, more: 1 },
      { release: 1, name: '', time: 0, scripts: 0, root },
    ]
    expect(wrong.filter((one) => readHeadLine(JSON.stringify(one)))).toEqual([])
    expect(readHeadLine(JSON.stringify(head).replace(':1,', ':1.0,'))).toBeUndefined()
    expect(readHeadLine('null')).toBeUndefined()
  })
})

describe('a proof', () => {
  it('of every script of a manifest holds, whatever their number', async () => {
    for (const count of [1, 2, 3, 5, 8, 13, 33]) {
      const many = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`script-${index}`, `// ${index}`]),
      )
      const manifest = await acceptedManifest(await manifestOf(many))
      for (const id of Object.keys(many)) {
        const proof = manifest.proof(id) ?? ''
        expect(readProof(proof)?.entry).toEqual(manifest.entry(id))
      }
    }
  })

  it('is none with any bit of its entry or its path flipped', async () => {
    const proof = (await acceptedManifest(await manifestOf(texts))).proof('npc/wander') ?? ''
    const bytes = new TextEncoder().encode(proof)
    const start = proof.split('\n').slice(0, 3).join('\n').length + 1
    const random = new Random(SEED)
    const held: number[] = []
    for (let index = start; index < bytes.length; index++) {
      const flipped = Uint8Array.from(bytes)
      flipped[index] = (flipped[index] ?? 0) ^ (1 << random.below(8))
      const read = readProof(new TextDecoder().decode(flipped))
      // The head is covered by the signature, which is verified apart.
      if (read && (await sealProblem(trusted, read.seal)) === undefined) held.push(index)
    }
    expect(held).toEqual([])
  })
})

describe('a hash in steps', () => {
  it('is that of the whole text, wherever it is cut', () => {
    const random = new Random(SEED)
    for (let turn = 0; turn < 20; turn++) {
      const text = `${'x'.repeat(random.below(3))}${'😀ü狼'.repeat(random.below(40_000))}`
      const bytes = new TextEncoder().encode(text)
      expect(runAll(hashInSteps(text))).toEqual({ hash: textHash(text), size: bytes.length })
    }
  })

  it('does not exist for half a character, also where the text is cut', () => {
    for (const place of [0, 1, 32_767, 32_768, 65_535, 65_536]) {
      const text = `${'x'.repeat(place)}\ud800${'x'.repeat(10)}`
      expect(runAll(hashInSteps(text)), String(place)).toBeUndefined()
    }
  })
})

it('a manifest of 20,000 scripts is accepted, in small steps, and a larger one is not made', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      `part-${index % 100}/script-${index}`,
      `${index}`,
    ]),
  )
  const text = `${wanderText}\n// signed`
  const manifest = await manifestOf({ ...many, 'npc/wander': text, 'part-0/script-0': '' }).catch(
    () => undefined,
  )
  expect(manifest).toBeUndefined()
  const game = startGame({ signatures: { keys: [signer.key] } })
  delete many['part-99/script-19999']
  const largest = await manifestOf({ ...many, 'npc/wander': text })
  await game.change([{ id: 'npc/wander', file: 'npc/wander.ts', text }], largest)
  expect(game.hotReload.inspect('npc/wander').text).toBe(text)

  const steps = readSignedManifest(...sealAndBody(largest))
  let pieces = 0
  while (!steps.next().done) pieces++
  expect(pieces).toBeGreaterThan(50_000)
})

function sealAndBody(text: string) {
  const read = readSeal(text)
  if (!read.ok) throw new Error(read.errors[0]?.sentence)
  return read.value
}

async function acceptedManifest(text: string) {
  const result = runAll(readSignedManifest(...sealAndBody(text)))
  if (!result.ok) throw new Error(result.errors[0]?.sentence)
  return result.value
}

function runAll<Result>(steps: Generator<void, Result, void>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
