// The game's components and what its scripts share. Scripts import this module; it is never reloaded.

/** The most creatures that the columns hold. */
export const MOST_CREATURES = 100_000

/** bitECS counts entities from 1. */
const CAPACITY = MOST_CREATURES + 1

/** Where a creature is, in pixels. */
export const Position = { x: new Float32Array(CAPACITY), y: new Float32Array(CAPACITY) }

/** Where it goes, in pixels per second. */
export const Velocity = { x: new Float32Array(CAPACITY), y: new Float32Array(CAPACITY) }

/** How it is drawn: as a streak that points where it goes. */
export const Look = {
  /** In radians, clockwise from the right. Follows from the velocity. */
  angle: new Float32Array(CAPACITY),
  /** 1 is about 60 pixels. */
  length: new Float32Array(CAPACITY),
  width: new Float32Array(CAPACITY),
  /** 0xRRGGBB. Light adds up, so dark colours are faint ones. */
  tint: new Uint32Array(CAPACITY),
}

/** The size of the picture, in pixels. Who leaves it on one side comes back on the other. */
export const Stage = { width: 1, height: 1 }

/** What blows everywhere, in pixels per second. */
export const Wind = { x: 0, y: 0 }

/** The mouse or a finger. */
export const Pointer = { x: 0, y: 0, present: false }
