// Flock: the same creatures as objects, swapped the usual way: all of them, in the frame in which
// the edit arrives.

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

/** What an entity carries: its script objects, in the order in which they run, and by name. */
interface ScriptComponent {
  readonly scripts: Script[]
  readonly byName: Record<string, Script>
}

type FlockVersion = 'lean' | 'rich'

export interface Flock {
  readonly size: number
  /** Swaps all to the other version, which holds the same fields as a herd's other layout. */
  swapAll(): void
  runFrame(): void
  /** Throws unless every entity runs the version with the state that it must have. */
  check(): void
}

const name = 'wander'

/**
 * How the old object is found and replaced: by its place alone, or by name in the entity's
 * component.
 */
export type Replacement = 'bare' | 'by name'

/**
 * The way of engines whose scripts are objects (PlayCanvas calls it `swap`): for every instance a
 * new object is made, takes the old one's place, and takes over its state. A model of that way, not
 * a measurement of any engine: `bare` does the least that could work, `by name` also keeps the
 * entity's list and index of scripts.
 */
export function createFlock(size: number, replacement: Replacement): Flock {
  const swap = replacement === 'bare' ? swapBare : swapByName
  const components = Array.from({ length: size }, (_, index) => createComponent(index + 1))
  let version: FlockVersion = 'lean'
  return {
    size,
    swapAll() {
      version = version === 'lean' ? 'rich' : 'lean'
      const Version = classOf(version)
      for (const component of components) swap(component, Version)
    },
    runFrame() {
      for (const { scripts } of components) for (const script of scripts) script.update(1 / 60)
    },
    check() {
      for (const { scripts } of components) {
        const script = scripts[0]
        if (!script || !isAsExpected(script, version))
          throw new Error(`An object was not swapped to ${version}.`)
      }
    },
  }
}

function swapByName(
  component: ScriptComponent,
  Version: typeof LeanScript | typeof RichScript,
): void {
  const old = component.byName[name]
  if (!old) return
  const fresh = new Version({ entity: old.entity })
  component.scripts[component.scripts.indexOf(old)] = fresh
  component.byName[name] = fresh
  fresh.swap(old)
}

function swapBare(
  { scripts }: ScriptComponent,
  Version: typeof LeanScript | typeof RichScript,
): void {
  const old = scripts[0]
  if (!old) return
  const fresh = new Version({ entity: old.entity })
  scripts[0] = fresh
  fresh.swap(old)
}

function createComponent(entity: number): ScriptComponent {
  const script = new LeanScript({ entity })
  script.speed = speedOf(entity)
  script.energy = energyOf(entity)
  return { scripts: [script], byName: { [name]: script } }
}

function classOf(version: FlockVersion): typeof LeanScript | typeof RichScript {
  return version === 'lean' ? LeanScript : RichScript
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
  if (!(script instanceof classOf(version))) return false
  return script.speed === speedOf(script.entity) && script.energy === energyOf(script.entity)
}
