// The components of the test game: a host module of its scripts.

export const Position = { x: new Float32Array(1024) }

/** A binding that the game changes while it runs. */
export let wind = 1

export function blow(strength: number): void {
  wind = strength
}

export default { title: 'the test game' }
