// `npm test`: makes sure of a Chromium, runs both projects once, and ends with "N passed, N
// failed".

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCLI, startVitest } from 'vitest/node'
import { ensureChromium } from './browser/chromium.ts'
import { tally } from './tally.ts'

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const projects = [options.project ?? []].flat()
const needsBrowser = projects.length === 0 || projects.some((name) => name !== 'node')
if (needsBrowser) Object.assign(process.env, { TICKSWAP_CHROMIUM: ensureChromium() })

/** What is made once for all processes of this run. */
const run = mkdtempSync(join(tmpdir(), 'tickswap-tests-'))
Object.assign(process.env, { TICKSWAP_TEST_RUN: run })

const vitest = await startVitest('test', filter, {
  ...options,
  run: true,
  watch: false,
  config: fileURLToPath(new URL('vitest.config.ts', import.meta.url)),
})
const { passed, failed, seconds } = tally(vitest.state.getTestModules())
const unhandled = vitest.state.getUnhandledErrors().length
await vitest.close()
rmSync(run, { recursive: true, force: true, maxRetries: 5 })

if (unhandled > 0) console.log(`${unhandled} unhandled errors: see above.`)
if (passed + failed === 0) console.log('No test ran. Is the filter right?')
for (const [project, time] of seconds) console.log(`${project} took ${Math.round(time)} s`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || unhandled > 0 || passed === 0 ? 1 : 0)
