// Flock: the same creatures as objects, swapped the usual way: all of them, in the frame in which the edit arrives.

/** What an engine of script objects hands to each. */
interface ScriptOptions {
  readonly entity: number
}

/** A script object: one for each entity. `swap` takes over what the one before it knew. */
interface Script {
  readonly entity: number
  swap(old: Script): void
  update(delta: number): void
}

/** The two versions hold the same fields as a herd's two layouts. */
export type FlockVersion = 'lean' | 'rich'

export interface Flock {
  readonly size: number
  swapAll(version: FlockVersion): void
  runFrame(): void
  /** Throws unless every entity runs the version with the state that it must have. */
  check(version: FlockVersion): void
}

/**
 * The way of engines whose scripts are objects (PlayCanvas calls it `swap`): for every instance a new object is
 * made, takes over the old one's state, and takes its place. Those engines also look the component up, set
 * attributes and fire events; this leaves all that out, so it is faster than they are.
 */
export function createFlock(size: number): Flock {
  const scripts: Script[] = []
  for (let entity = 1; entity <= size; entity++) {
    const script = new LeanScript({ entity })
    script.speed = speedOf(entity)
    script.energy = energyOf(entity)
    scripts.push(script)
  }
  return {
    size,
    swapAll(version) {
      const Version = version === 'lean' ? LeanScript : RichScript
      for (let index = 0; index < scripts.length; index++) {
        const old = scripts[index]
        const fresh = new Version({ entity: old.entity })
        fresh.swap(old)
        scripts[index] = fresh
      }
    },
    runFrame() {
      for (const script of scripts) script.update(1 / 60)
    },
    check(version) {
      for (const script of scripts) {
        if (!isAsExpected(script, version))
          throw new Error(`Object ${script.entity} was not swapped to ${version}.`)
      }
    },
  }
}

class LeanScript implements Script {
  readonly entity: number
  heading = 0
  speed = 40
  energy = 100
  hunger = 1.5

  constructor(options: ScriptOptions) {
    this.entity = options.entity
  }

  swap(old: Script): void {
    if (!(old instanceof RichScript)) return
    this.heading = old.heading
    this.speed = old.speed
    this.energy = old.energy
  }

  update(delta: number): void {
    this.heading += this.speed * delta
  }
}

class RichScript implements Script {
  readonly entity: number
  heading = 0
  speed = 40
  energy = 100
  mood = 3

  constructor(options: ScriptOptions) {
    this.entity = options.entity
  }

  swap(old: Script): void {
    if (!(old instanceof LeanScript)) return
    this.heading = old.heading
    this.speed = old.speed
    this.energy = Math.round(old.energy)
  }

  update(delta: number): void {
    this.heading -= this.speed * delta
  }
}

const speedOf = (entity: number) => 1 + (entity % 100)
const energyOf = (entity: number) => entity % 250

function isAsExpected(script: Script, version: FlockVersion): boolean {
  const Version = version === 'lean' ? LeanScript : RichScript
  if (!(script instanceof Version)) return false
  return script.speed === speedOf(script.entity) && script.energy === energyOf(script.entity)
}
