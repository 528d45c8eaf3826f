// Finding and installing Chromium, on machines that are made up here: every platform, whatever this
// one is.

import { describe, expect, it } from 'vitest'
import { ensureChromium, findChromium } from './chromium.ts'
import type { Machine } from './machine.ts'

const found: readonly {
  where: string
  platform: NodeJS.Platform
  environment?: object
  path: string
}[] = [
  { where: 'Debian', platform: 'linux', path: '/usr/bin/chromium' },
  { where: 'a snap', platform: 'linux', path: '/snap/bin/chromium' },
  { where: 'Chrome on Linux', platform: 'linux', path: '/usr/bin/google-chrome' },
  {
    where: 'a folder on PATH',
    platform: 'linux',
    environment: { PATH: '/x:/y' },
    path: '/y/chromium',
  },
  { where: 'Chrome on macOS', platform: 'darwin', path: macPath('/Applications', 'Google Chrome') },
  {
    where: 'a user’s macOS',
    platform: 'darwin',
    path: macPath('/home/ada/Applications', 'Chromium'),
  },
  {
    where: 'Edge on Windows',
    platform: 'win32',
    environment: { 'ProgramFiles(x86)': 'C:\\Programs' },
    path: 'C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    where: 'Chrome of one Windows user',
    platform: 'win32',
    environment: { LOCALAPPDATA: 'C:\\Local' },
    path: 'C:\\Local\\Google\\Chrome\\Application\\chrome.exe',
  },
]

const cached: readonly { platform: NodeJS.Platform; cache: string; program: string }[] = [
  { platform: 'linux', cache: '/home/ada/.cache/ms-playwright', program: '/chrome-linux64/chrome' },
  {
    platform: 'darwin',
    cache: '/home/ada/Library/Caches/ms-playwright',
    program: `/${macPath('chrome-mac-arm64', 'Google Chrome for Testing')}`,
  },
  {
    platform: 'win32',
    cache: 'C:\\Local\\ms-playwright',
    program: '\\chrome-win64\\chrome.exe',
  },
]

describe('findChromium', () => {
  for (const { where, platform, environment = {}, path } of found) {
    it(`finds the browser of ${where}`, () => {
      expect(
        findChromium(machine({ platform, environment: { ...environment }, files: [path] })),
      ).toBe(path)
    })
  }

  for (const { platform, cache, program } of cached) {
    it(`takes the newest build of Playwright’s cache on ${platform}`, () => {
      const separator = platform === 'win32' ? '\\' : '/'
      const folders = [
        'chromium-999',
        'chromium-1255',
        'chromium-1200',
        'chromium_headless_shell-2000',
      ]
      const files = folders.map((folder) => `${cache}${separator}${folder}${program}`)
      const environment = { LOCALAPPDATA: 'C:\\Local' }
      const found = findChromium(
        machine({ platform, environment, files, folders: { [cache]: folders } }),
      )
      expect(found).toBe(`${cache}${separator}chromium-1255${program}`)
    })
  }

  it('looks for Playwright’s builds where PLAYWRIGHT_BROWSERS_PATH says', () => {
    const environment = { PLAYWRIGHT_BROWSERS_PATH: '/browsers' }
    const path = '/browsers/chromium-7/chrome-linux/chrome'
    expect(
      findChromium(
        machine({ environment, files: [path], folders: { '/browsers': ['chromium-7'] } }),
      ),
    ).toBe(path)
  })

  it('prefers TICKSWAP_CHROMIUM to CHROME_PATH, and both to the usual places', () => {
    const files = ['/mine', '/theirs', '/usr/bin/chromium']
    const both = { TICKSWAP_CHROMIUM: '/mine', CHROME_PATH: '/theirs' }
    expect(findChromium(machine({ environment: both, files }))).toBe('/mine')
    expect(findChromium(machine({ environment: { CHROME_PATH: '/theirs' }, files }))).toBe(
      '/theirs',
    )
  })

  it('rejects a TICKSWAP_CHROMIUM that does not exist, by name', () => {
    const environment = { TICKSWAP_CHROMIUM: '/gone' }
    expect(() => findChromium(machine({ environment, files: ['/usr/bin/chromium'] }))).toThrow(
      '"/gone"',
    )
  })

  it('finds nothing on a machine without a browser', () => {
    expect(findChromium(machine({}))).toBeUndefined()
  })
})

describe('ensureChromium', () => {
  it('installs nothing where a browser is there', () => {
    const ran: string[] = []
    expect(ensureChromium(machine({ files: ['/usr/bin/chromium'], ran }))).toBe('/usr/bin/chromium')
    expect(ran).toEqual([])
  })

  it('installs the package as root on Debian', () => {
    const ran: string[] = []
    const path = ensureChromium(
      machine({ release: 'ID=debian', isRoot: true, ran, installs: /^apt-get install/ }),
    )
    expect(path).toBe('/usr/bin/chromium')
    expect(ran).toEqual(['apt-get update', 'apt-get install -y --no-install-recommends chromium'])
  })

  it('installs the package with sudo on Ubuntu if sudo asks for no password', () => {
    const ran: string[] = []
    ensureChromium(
      machine({
        release: 'NAME=x\nID=ubuntu\nID_LIKE=debian',
        ran,
        installs: /^sudo -n apt-get install/,
      }),
    )
    expect(ran.slice(0, 2)).toEqual(['sudo -n true', 'sudo -n apt-get update'])
  })

  it('goes on to Playwright’s build if the package fails', () => {
    const ran: string[] = []
    const path = ensureChromium(
      machine({
        release: 'ID=debian',
        isRoot: true,
        ran,
        fails: /update/,
        installs: /install --with-deps chromium/,
      }),
    )
    expect(path).toBe('/usr/bin/chromium')
    expect(ran).toHaveLength(2)
  })

  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    it(`installs Playwright’s build on ${platform} without rights, and says what to do if that fails`, () => {
      const ran: string[] = []
      expect(() => ensureChromium(machine({ platform, ran, fails: /./ }))).toThrow(
        'set TICKSWAP_CHROMIUM',
      )
      expect(ran).toHaveLength(1)
      expect(ran[0]).toMatch(/cli\.js install chromium$/)
    })
  }
})

interface MadeUp {
  readonly platform?: NodeJS.Platform
  readonly environment?: Record<string, string>
  readonly files?: readonly string[]
  readonly folders?: Readonly<Record<string, readonly string[]>>
  readonly release?: string
  readonly isRoot?: boolean
  /** Receives the commands. */
  readonly ran?: string[]
  /** The command after which /usr/bin/chromium exists. */
  readonly installs?: RegExp
  readonly fails?: RegExp
}

function machine({
  platform = 'linux',
  files = [],
  folders = {},
  ran = [],
  ...rest
}: MadeUp): Machine {
  const present = new Set(files)
  return {
    platform,
    environment: rest.environment ?? {},
    home: '/home/ada',
    isRoot: rest.isRoot ?? false,
    exists: (path) => present.has(path),
    list: (folder) => folders[folder] ?? [],
    read: () => rest.release ?? '',
    run: (command) => {
      const line = command.join(' ')
      ran.push(line)
      if (rest.installs?.test(line)) present.add('/usr/bin/chromium')
      return !rest.fails?.test(line)
    },
    tell: () => {},
  }
}

function macPath(folder: string, name: string): string {
  return `${folder}/${name}.app/Contents/MacOS/${name}`
}
