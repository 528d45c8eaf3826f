// places: where Chromium, Chrome or Edge may lie on each platform, in the order in which they are
// preferred.

import { posix, win32 } from 'node:path'
import type { Machine } from './machine.ts'

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const linuxFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
const macApplications = ['Chromium', 'Google Chrome', 'Microsoft Edge']
const windowsPrograms = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** Where the platform's own installers put a browser. Not all of them exist. */
export function usualPlaces({ platform, environment, home }: Machine): readonly string[] {
  if (platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    )
    return windowsPrograms.flatMap((program) => roots.map((root) => win32.join(root, ...program)))
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', posix.join(home, 'Applications')]
    return macApplications.flatMap((name) =>
      roots.map((root) => posix.join(root, `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  const { PATH = '' } = environment
  const onPath = PATH.split(':').filter((folder) => folder.startsWith('/'))
  const folders = new Set([...linuxFolders, ...onPath])
  return linuxNames.flatMap((name) => [...folders].map((folder) => posix.join(folder, name)))
}

/** Where a Chromium that Playwright downloaded lies, the newest build first. */
export function playwrightPlaces(machine: Machine): readonly string[] {
  const { join } = machine.platform === 'win32' ? win32 : posix
  const cache = playwrightCache(machine)
  return machine
    .list(cache)
    .filter((folder) => /^chromium-\d+$/.test(folder))
    .sort((a, b) => buildNumber(b) - buildNumber(a))
    .flatMap((folder) =>
      playwrightPrograms(machine.platform).map((program) => join(cache, folder, ...program)),
    )
}

function playwrightCache({ platform, environment, home }: Machine): string {
  const { PLAYWRIGHT_BROWSERS_PATH: chosen, LOCALAPPDATA, XDG_CACHE_HOME } = environment
  if (chosen) return chosen
  if (platform === 'win32') {
    return win32.join(LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'ms-playwright')
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'ms-playwright')
  return posix.join(XDG_CACHE_HOME ?? posix.join(home, '.cache'), 'ms-playwright')
}

function playwrightPrograms(platform: NodeJS.Platform): readonly (readonly string[])[] {
  if (platform === 'win32')
    return ['chrome-win64', 'chrome-win'].map((folder) => [folder, 'chrome.exe'])
  if (platform === 'darwin') {
    const testing = 'Google Chrome for Testing'
    return [
      ...['chrome-mac-arm64', 'chrome-mac-x64'].map((folder) => inMacApplication(folder, testing)),
      inMacApplication('chrome-mac', 'Chromium'),
    ]
  }
  return ['chrome-linux64', 'chrome-linux-arm64', 'chrome-linux'].map((folder) => [
    folder,
    'chrome',
  ])
}

function inMacApplication(folder: string, name: string): readonly string[] {
  return [folder, `${name}.app`, 'Contents', 'MacOS', name]
}

function buildNumber(folder: string): number {
  return Number(folder.slice(folder.lastIndexOf('-') + 1))
}
