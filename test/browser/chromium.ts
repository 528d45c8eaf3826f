// Chromium: finds the browser that tests and benches run in, and installs one where that is
// allowed.

import { installation } from './installation.ts'
import { type Machine, thisMachine } from './machine.ts'
import { playwrightPlaces, usualPlaces } from './places.ts'

/**
 * How Chromium is started: quiet, and with WebGL in software, so that a machine without a GPU will
 * do.
 */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
] as const

/**
 * The path of a Chromium, Chrome or Edge, or undefined if there is none: what `TICKSWAP_CHROMIUM`
 * or else `CHROME_PATH` names, then the platform's usual places, then the newest build in
 * Playwright's cache.
 *
 * @throws Error if `TICKSWAP_CHROMIUM` names a file that does not exist.
 */
export function findChromium(machine: Machine = thisMachine()): string | undefined {
  const { TICKSWAP_CHROMIUM: chosen, CHROME_PATH: known } = machine.environment
  if (chosen && !machine.exists(chosen)) {
    throw new Error(
      `TICKSWAP_CHROMIUM is "${chosen}", but there is no such file. Correct it, or unset it.`,
    )
  }
  if (chosen) return chosen
  const places = [...(known ? [known] : []), ...usualPlaces(machine), ...playwrightPlaces(machine)]
  return places.find((place) => machine.exists(place))
}

/**
 * The path of a browser; where there is none, installs one as `installation` decides.
 *
 * @throws Error that says what to do, if none is there and none could be installed.
 */
export function ensureChromium(machine: Machine = thisMachine()): string {
  const found = findChromium(machine)
  if (found) return found
  for (const { name, commands } of installation(machine)) {
    machine.tell(`No Chromium found. Installing one: ${name} …`)
    const succeeded = commands.every((command) => machine.run(command, 'shown'))
    const installed = succeeded ? findChromium(machine) : undefined
    if (installed) return installed
  }
  throw new Error(
    'No Chromium, Chrome or Edge was found, and none could be installed here. Install one of them ' +
      '(or run "npx playwright-core install --with-deps chromium"), or set TICKSWAP_CHROMIUM to its path. ' +
      'Tests that need no browser run with "npm test -- --project node".',
  )
}
