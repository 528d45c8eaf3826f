// FileSystem: the file system that a path really lies on, and the kind of computer.

import { existsSync, readFileSync } from 'node:fs'
import { realpath, statfs } from 'node:fs/promises'

/**
 * `local`: a disk of this computer. `layered`: a container's own layer. `network`: a share.
 * `shared`: a folder of this virtual machine's host. `user`: provided by a program (FUSE), which
 * may be anything. `unknown`: none of the known ones.
 */
export type FileSystemKind = 'local' | 'layered' | 'network' | 'shared' | 'user' | 'unknown'

export interface FileSystem {
  /** The real path. */
  readonly path: string
  /** Such as `ext4`, or the type's number in hex if it is unknown. */
  readonly name: string
  readonly kind: FileSystemKind
  readonly computer: 'Linux' | 'WSL 1' | 'WSL 2' | 'macOS' | 'Windows' | 'other'
  readonly isContainer: boolean
}

/** What is read of the computer. Tests pass in others. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The path without symlinks. Rejects if it does not exist. */
  realpath(path: string): Promise<string>
  /** The type of the file system, as `statfs` returns it. Rejects if it cannot be read. */
  fileSystemType(path: string): Promise<number>
  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined
  exists(path: string): boolean
}

export const ownSurroundings: Surroundings = {
  platform: process.platform,
  environment: process.env,
  realpath,
  fileSystemType: async (path) => (await statfs(path)).type,
  read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
  exists: existsSync,
}

/** By Linux's magic numbers. */
const linuxTypes: ReadonlyMap<number, readonly [string, FileSystemKind]> = new Map([
  [0xef53, ['ext4', 'local']],
  [0x58465342, ['xfs', 'local']],
  [0x9123683e, ['btrfs', 'local']],
  [0x2fc12fc1, ['zfs', 'local']],
  [0xca451a4e, ['bcachefs', 'local']],
  [0xf2f52010, ['f2fs', 'local']],
  [0x01021994, ['tmpfs', 'local']],
  [0x858458f6, ['ramfs', 'local']],
  [0x52654973, ['reiserfs', 'local']],
  [0x3153464a, ['jfs', 'local']],
  [0x4d44, ['vfat', 'local']],
  [0x2011bab0, ['exfat', 'local']],
  [0x5346544e, ['ntfs', 'local']],
  [0x7366746e, ['ntfs3', 'local']],
  [0x482b, ['hfs+', 'local']],
  [0xf15f, ['ecryptfs', 'local']],
  [0x794c7630, ['overlay', 'layered']],
  [0x61756673, ['aufs', 'layered']],
  [0x6969, ['NFS', 'network']],
  [0xff534d42, ['CIFS', 'network']],
  [0xfe534d42, ['SMB2', 'network']],
  [0x517b, ['SMB', 'network']],
  [0x5346414f, ['AFS', 'network']],
  [0x00c36400, ['Ceph', 'network']],
  [0x0bd00bd0, ['Lustre', 'network']],
  [0x01021997, ['9p', 'shared']],
  [0x786f4256, ['VirtualBox folder', 'shared']],
  [0xbacbacbc, ['VMware folder', 'shared']],
  [0x7c7c6673, ['Parallels folder', 'shared']],
  [0x53464846, ['WSL 1 file system', 'shared']],
  [0x65735546, ['FUSE or virtiofs', 'user']],
])

/** @throws the error of `realpath` if there is nothing at `path`. */
export async function identifyFileSystem(
  path: string,
  surroundings: Surroundings,
): Promise<FileSystem> {
  const real = await surroundings.realpath(path)
  const computer = computerOf(surroundings)
  const isContainer = computer !== 'Windows' && computer !== 'macOS' && isInContainer(surroundings)
  const place = { path: real, computer, isContainer }
  if (computer === 'Windows') return { ...place, ...windowsPlace(real) }
  if (computer === 'macOS') return { ...place, name: 'a macOS disk', kind: 'local' }
  if (computer === 'other') return { ...place, name: surroundings.platform, kind: 'unknown' }
  const type = await surroundings.fileSystemType(real).catch(() => undefined)
  if (type === undefined) return { ...place, name: 'an unidentified file system', kind: 'unknown' }
  // Some systems return a negative number.
  const [name, kind] = linuxTypes.get(type >>> 0) ?? [
    `type 0x${(type >>> 0).toString(16)}`,
    'unknown',
  ]
  return { ...place, name, kind }
}

function computerOf({ platform, read }: Surroundings): FileSystem['computer'] {
  if (platform === 'win32') return 'Windows'
  if (platform === 'darwin') return 'macOS'
  if (platform !== 'linux') return 'other'
  const kernel = read('/proc/version') ?? ''
  if (!/microsoft/i.test(kernel)) return 'Linux'
  // The kernel of WSL 2 is a real Linux, whose name says so: 5.15.153.1-microsoft-standard-WSL2.
  return /wsl2|microsoft-standard/i.test(kernel) ? 'WSL 2' : 'WSL 1'
}

function isInContainer({ environment, read, exists }: Surroundings): boolean {
  const { KUBERNETES_SERVICE_HOST: cluster } = environment
  if (cluster !== undefined || exists('/.dockerenv') || exists('/run/.containerenv')) return true
  return /docker|containerd|kubepods|lxc/.test(read('/proc/1/cgroup') ?? '')
}

/** Node resolves the drive letter of a share to the share. */
function windowsPlace(path: string): Pick<FileSystem, 'name' | 'kind'> {
  if (/^\\\\(?:\?\\UNC\\)?wsl(?:\$|\.localhost)\\/i.test(path))
    return { name: 'WSL', kind: 'shared' }
  if (/^\\\\(?:[^?.]|\?\\UNC\\)/i.test(path)) return { name: 'a share', kind: 'network' }
  return { name: 'a Windows disk', kind: 'local' }
}
