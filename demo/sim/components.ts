// The game's components and what its scripts share. Scripts import this module; it is never
// reloaded.

import { createTaps } from './taps.ts'

/** The most fish that the columns hold. */
export const MOST_FISH = 100_000

/** Hunters, and 1, since bitECS counts entities from 1. */
const SPARE = 100
const CAPACITY = MOST_FISH + SPARE

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

/** How a fish feels, from 0 to 1. */
export const Mood = { fear: new Float32Array(CAPACITY) }

/** Marks the many. */
export const Fish = {}

/** Marks those that fish flee from. */
export const Hunter = {}

/** The size of the picture, in pixels. Who leaves it on one side comes back on the other. */
export const Stage = { width: 1_000, height: 700 }

/** What is everywhere: a current in pixels per second, and daylight from 0 to 1. */
export const Sea = { currentX: 0, currentY: 0, light: 1 }

/** The mouse or a finger. */
export const Pointer = { x: 0, y: 0, present: false }

/** Where the picture is tapped. */
export const Taps = createTaps()
