// installation: which commands may install a Chromium on a machine, the preferred way first.

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Machine } from './machine.ts'

/** One way to install: commands that are run one after the other until one fails. */
export interface Installation {
  readonly name: string
  readonly commands: readonly (readonly string[])[]
}

/**
 * The ways to try. On Debian and Ubuntu, with the rights to do so, the distribution's package,
 * since it brings the libraries a browser needs; then, anywhere, Playwright's own build, which goes
 * to the user's cache.
 */
export function installation(machine: Machine): readonly Installation[] {
  const rights = packageRights(machine)
  return rights
    ? [debianPackage(rights), playwrightBuild(machine.isRoot)]
    : [playwrightBuild(false)]
}

/** What a command is prefixed with to install packages; undefined where that is not possible. */
function packageRights(machine: Machine): readonly string[] | undefined {
  if (machine.platform !== 'linux' || !isDebianLike(machine.read('/etc/os-release')))
    return undefined
  if (machine.isRoot) return []
  return machine.run(['sudo', '-n', 'true'], 'hidden') ? ['sudo', '-n'] : undefined
}

function isDebianLike(release: string): boolean {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)
}

function debianPackage(rights: readonly string[]): Installation {
  return {
    name: 'apt-get install chromium',
    commands: [
      [...rights, 'apt-get', 'update'],
      [...rights, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  }
}

function playwrightBuild(withLibraries: boolean): Installation {
  const require = createRequire(import.meta.url)
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js')
  return {
    name: 'playwright-core install chromium',
    commands: [
      [process.execPath, cli, 'install', ...(withLibraries ? ['--with-deps'] : []), 'chromium'],
    ],
  }
}
