// The tests' two projects: `node`, and `browser` in a real Chromium. `npm test` runs both.

import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium } from './browser/chromium.ts'
import { PATIENCE, PATIENCE_OF_A_TEST } from './patience.ts'

const sources = 'tickswap-source'
const executablePath = findChromium()

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    // What takes long on a busy machine is not wrong: time is measured by benches.
    testTimeout: PATIENCE_OF_A_TEST,
    hookTimeout: PATIENCE_OF_A_TEST,
    teardownTimeout: PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
    projects: [
      {
        extends: true,
        resolve: { conditions: [sources, ...defaultServerConditions] },
        ssr: { resolve: { conditions: [sources, ...defaultServerConditions] } },
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts'],
          execArgv: ['--expose-gc', '--experimental-websocket', `--conditions=${sources}`],
        },
      },
      {
        extends: true,
        resolve: { conditions: [sources, ...defaultClientConditions] },
        worker: { format: 'es' },
        // Found while the tests run, they would make Vite reload the page in the middle of one.
        optimizeDeps: {
          include: [
            '@jridgewell/trace-mapping',
            '@noble/ed25519',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'acorn',
            'axe-core',
            'bitecs',
            'comlink',
            'diff',
            'esbuild-wasm/esm/browser.js',
            'pixi.js',
            'typescript',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            connectTimeout: PATIENCE,
            provider: playwright({
              launchOptions: {
                args: [...chromiumArguments],
                ...(executablePath ? { executablePath } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
