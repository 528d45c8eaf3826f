// The choice between native and polling watching, for every platform: all that is asked of the
// computer is handed in.

import { describe, expect, test } from 'vitest'
import type { Surroundings } from '#hotreload/node/watch/folder/file-system'
import { chooseWatcher } from '#hotreload/node/watch/watchers/choose-watcher'

const linux = 'Linux version 6.8.0-45-generic (buildd@lcy02) (x86_64-linux-gnu-gcc-13)'
const wsl2 = 'Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1)'
const wsl1 = 'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)'
const EXT4 = 0xef53
const NINE_P = 0x01021997
const FUSE = 0x65735546

interface Computer {
  readonly platform?: NodeJS.Platform
  readonly kernel?: string
  readonly type?: number
  readonly real?: string
  readonly files?: readonly string[]
  readonly cgroup?: string
  readonly environment?: Readonly<Record<string, string>>
}

function surroundings(computer: Computer): Surroundings {
  const { platform = 'linux', kernel = linux, type, files = [], environment = {} } = computer
  return {
    platform,
    environment,
    realpath: async (path) => computer.real ?? path,
    fileSystemType() {
      return type === undefined ? Promise.reject(new Error('ENOSYS')) : Promise.resolve(type)
    },
    read: (path) => ({ '/proc/version': kernel, '/proc/1/cgroup': computer.cgroup })[path],
    exists: (path) => files.includes(path),
  }
}

const docker = ['/.dockerenv']

describe('a folder', () => {
  test.each<[string, Computer, string, string]>([
    ['on ext4', { type: EXT4 }, 'native', 'local-disk'],
    ['on btrfs', { type: 0x9123683e }, 'native', 'local-disk'],
    ['on xfs', { type: 0x58465342 }, 'native', 'local-disk'],
    ['on tmpfs', { type: 0x01021994 }, 'native', 'local-disk'],
    ['on macOS', { platform: 'darwin', type: 0x1a }, 'native', 'local-disk'],
    [
      'on a disk of Windows',
      { platform: 'win32', real: 'C:\\game\\scripts' },
      'native',
      'local-disk',
    ],
    ['of WSL 2 itself', { kernel: wsl2, type: EXT4 }, 'native', 'local-disk'],
    ['in a container', { type: 0x794c7630, files: docker }, 'native', 'container-layer'],
    [
      'that a Linux computer lends to a container',
      { type: EXT4, files: docker },
      'native',
      'local-disk',
    ],
    ['on NFS', { type: 0x6969 }, 'polling', 'network'],
    ['on CIFS', { type: 0xff534d42 }, 'polling', 'network'],
    ['on CIFS, as a negative number', { type: 0xff534d42 | 0 }, 'polling', 'network'],
    ['on SMB2', { type: 0xfe534d42 }, 'polling', 'network'],
    [
      'on a share of Windows',
      { platform: 'win32', real: '\\\\server\\game' },
      'polling',
      'network',
    ],
    [
      'on a long share of Windows',
      { platform: 'win32', real: '\\\\?\\UNC\\server\\game' },
      'polling',
      'network',
    ],
    [
      'of WSL, seen from Windows',
      { platform: 'win32', real: '\\\\wsl.localhost\\Ubuntu\\game' },
      'polling',
      'host-folder',
    ],
    ['of Windows, seen from WSL 2', { kernel: wsl2, type: NINE_P }, 'polling', 'windows-drive'],
    ['in WSL 1', { kernel: wsl1, type: 0x53464846 }, 'polling', 'wsl-1'],
    [
      'that another system lends to a container',
      { type: FUSE, files: docker },
      'polling',
      'host-folder',
    ],
    [
      'in a pod over FUSE',
      { type: FUSE, environment: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } },
      'polling',
      'host-folder',
    ],
    [
      'in Podman over FUSE',
      { type: FUSE, files: ['/run/.containerenv'] },
      'polling',
      'host-folder',
    ],
    [
      'in a container of old over FUSE',
      { type: FUSE, cgroup: '1:name=systemd:/docker/ab' },
      'polling',
      'host-folder',
    ],
    ['over FUSE', { type: FUSE }, 'polling', 'user-space'],
    ['of the computer around a virtual one', { type: NINE_P }, 'polling', 'host-folder'],
    ['of VirtualBox', { type: 0x786f4256 }, 'polling', 'host-folder'],
    ['on something new', { type: 0x12345 }, 'polling', 'unknown'],
    ['that does not say what it lies on', {}, 'polling', 'unknown'],
    ['on another platform', { platform: 'aix' }, 'polling', 'unknown'],
  ])('%s', async (_, computer, mode, code) => {
    const choice = await chooseWatcher('/game/scripts', undefined, surroundings(computer))
    expect(choice).toMatchObject({ mode, reason: { code } })
    expect(choice.reason.sentence).toMatch(/^The folder is on .+\.$/)
  })
})

test('what a link leads to decides, not where the link lies', async () => {
  const asked: string[] = []
  const around = surroundings({ real: '/mnt/share/scripts' })
  const fileSystemType = async (path: string) => {
    asked.push(path)
    return 0x6969
  }
  const { fileSystem } = await chooseWatcher('/game/scripts', undefined, {
    ...around,
    fileSystemType,
  })
  expect(asked).toEqual(['/mnt/share/scripts'])
  expect(fileSystem).toEqual({
    path: '/mnt/share/scripts',
    name: 'NFS',
    kind: 'network',
    computer: 'Linux',
    isContainer: false,
  })
})

describe('somebody decides', () => {
  test('an option does, against the file system', async () => {
    const choice = await chooseWatcher('/game', 'native', surroundings({ type: 0x6969 }))
    expect(choice).toMatchObject({ mode: 'native', reason: { code: 'option' } })
  })

  test.each(['polling', 'POLLING'])('TICKSWAP_WATCH=%s does, against the option', async (value) => {
    const around = surroundings({ type: EXT4, environment: { TICKSWAP_WATCH: value } })
    expect(await chooseWatcher('/game', 'native', around)).toMatchObject({
      mode: 'polling',
      reason: { code: 'environment' },
    })
  })

  test('an empty TICKSWAP_WATCH says nothing', async () => {
    const around = surroundings({ type: EXT4, environment: { TICKSWAP_WATCH: '' } })
    expect(await chooseWatcher('/game', undefined, around)).toMatchObject({
      reason: { code: 'local-disk' },
    })
  })

  test('CHOKIDAR_USEPOLLING does', async () => {
    const around = surroundings({ type: EXT4, environment: { CHOKIDAR_USEPOLLING: '1' } })
    expect(await chooseWatcher('/game', undefined, around)).toMatchObject({ mode: 'polling' })
  })

  test('a wrong TICKSWAP_WATCH is an error that says what may stand there', async () => {
    const around = surroundings({ type: EXT4, environment: { TICKSWAP_WATCH: 'poling' } })
    await expect(chooseWatcher('/game', undefined, around)).rejects.toThrow(
      'watchSource: the environment variable TICKSWAP_WATCH is "poling"; did you mean "polling"? Set it to "native" or "polling"',
    )
  })
})

test('this very computer can be asked', async () => {
  const { mode, reason, fileSystem } = await chooseWatcher('.')
  expect(['native', 'polling']).toContain(mode)
  expect(reason.sentence).not.toBe('')
  expect(fileSystem.path).not.toBe('.')
})
