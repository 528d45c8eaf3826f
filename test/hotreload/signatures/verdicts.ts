// What every way of verifying Ed25519 must do. Node and the browser run it.

import { describe, expect, it } from 'vitest'
import { verifyByArithmetic } from '#hotreload/core/manifest/verify-by-arithmetic'
import { verifyByEngine, verifySignature } from '#hotreload/core/manifest/verify-signature'
import { ed25519Cases, smallEncodings } from './ed25519-cases.ts'

export function describeVerdicts(environment: string): void {
  describe(`signatures in ${environment}`, () => {
    const cases = ed25519Cases()
    const ways = { arithmetic: verifyByArithmetic, engine: verifyByEngine }

    for (const [name, verify] of Object.entries(ways)) {
      it(`are judged by ${name} as they should be`, async () => {
        const wrong: string[] = []
        for (const one of cases) {
          if ((await verifySignature(one, verify)) !== one.isValid) wrong.push(one.title)
        }
        expect(wrong).toEqual([])
      })
    }

    it('are valid in some cases, and not in others', () => {
      expect(cases.filter(({ isValid }) => isValid).length).toBeGreaterThanOrEqual(5)
      expect(cases.filter(({ isValid }) => !isValid).length).toBeGreaterThan(300)
    })

    it('have no key and no R of small order', () => {
      expect(smallEncodings().length).toBeGreaterThanOrEqual(14)
    })
  })
}
