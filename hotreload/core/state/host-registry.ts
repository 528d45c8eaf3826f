// The host registry: the game's live modules that scripts import, and those that are loaded when
// first needed.

import * as bitecs from 'bitecs'
import * as tickswap from 'tickswap'
import type { Host, HostLoader, Hosts } from '../contracts/hosts.ts'
import { hostKey } from '../text/specifier.ts'

/** A host that could not be loaded. */
interface HostFailure {
  readonly key: string
  readonly error: unknown
}

/** Host modules by key. Each is loaded once; every version of every script sees the same one. */
export class HostRegistry {
  readonly #loaded = new Map<string, object>([
    ['tickswap', tickswap],
    ['bitecs', bitecs],
  ])
  readonly #loaders = new Map<string, HostLoader>()

  constructor(hosts: Hosts) {
    this.add(hosts)
  }

  /** Takes hosts that are not known yet. */
  add(hosts: Hosts): void {
    for (const [name, host] of Object.entries(hosts)) {
      const key = hostKey(name)
      if (isLoader(host)) this.#loaders.set(key, host)
      else this.#loaded.set(key, host)
    }
  }

  /** All keys, for "did you mean". */
  get keys(): Iterable<string> {
    return new Set([...this.#loaded.keys(), ...this.#loaders.keys()])
  }

  has(key: string): boolean {
    return this.#loaded.has(key) || this.#loaders.has(key)
  }

  /** A host's namespace, if it is loaded. */
  namespace(key: string): object | undefined {
    return this.#loaded.get(key)
  }

  /** Loads what is not loaded yet. A loader that fails is asked again the next time. */
  async load(keys: Iterable<string>): Promise<readonly HostFailure[]> {
    const failures: HostFailure[] = []
    const load = async (key: string, loader: HostLoader) => {
      try {
        this.#loaded.set(key, await loader())
      } catch (error) {
        failures.push({ key, error })
      }
    }
    const missing = [...new Set(keys)].filter((key) => !this.#loaded.has(key))
    await Promise.all(
      missing.map((key) => {
        const loader = this.#loaders.get(key)
        return loader && load(key, loader)
      }),
    )
    return failures
  }
}

function isLoader(host: Host): host is HostLoader {
  return typeof host === 'function'
}
