// The terminal game's components. Its scripts import this module; it is never reloaded.

/** The most fireflies that the columns hold; bitECS counts entities from 1. */
export const MOST_FIREFLIES = 50_000

/** Where a firefly is, from 0 to 1 on each axis. Who leaves on one side comes back on the other. */
export const Position = {
  x: new Float32Array(MOST_FIREFLIES + 1),
  y: new Float32Array(MOST_FIREFLIES + 1),
}

/** How fast it flies, in parts of the picture per second. */
export const Velocity = {
  x: new Float32Array(MOST_FIREFLIES + 1),
  y: new Float32Array(MOST_FIREFLIES + 1),
}

/** How bright it is: below 0.5 it is not drawn. */
export const Light = { level: new Float32Array(MOST_FIREFLIES + 1) }
