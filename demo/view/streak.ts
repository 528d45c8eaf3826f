// streak: the textures of the demo: a soft comet that flies to the right, a glow, and a ring.

import { Texture } from 'pixi.js'

const LENGTH = 64
const WIDTH = 16

/**
 * A comet: a bright head on the right, a tail that fades to the left. White, so that tints show.
 */
export function streakTexture(): Texture {
  return painted(LENGTH, WIDTH, (x, y) => {
    const along = x < 0.82 ? (x / 0.82) ** 2.2 : 1 - ((x - 0.82) / 0.18) ** 2
    const across = (y - 0.5) * 2
    const slim = 0.35 + 0.65 * x
    return Math.max(0, along) * Math.exp(-((across / (0.42 * slim)) ** 2)) * (1 - across ** 4)
  })
}

/** A light without an edge, for the background. */
export function glowTexture(): Texture {
  return painted(256, 256, (x, y) => {
    const distance = Math.min(1, Math.hypot(x - 0.5, y - 0.5) * 2)
    return (1 - distance) ** 2 * (1 + 2 * distance)
  })
}

/** A thin circle. */
export function ringTexture(): Texture {
  return painted(256, 256, (x, y) => {
    const distance = Math.hypot(x - 0.5, y - 0.5) * 2
    return Math.exp(-(((distance - 0.9) / 0.03) ** 2))
  })
}

/** A white picture from an opacity by place, both from 0 to 1. */
function painted(
  width: number,
  height: number,
  opacity: (x: number, y: number) => number,
): Texture {
  const image = new ImageData(width, height)
  for (let i = 0; i < width * height; i++) {
    const x = ((i % width) + 0.5) / width
    const y = (Math.floor(i / width) + 0.5) / height
    image.data.fill(255, 4 * i, 4 * i + 3)
    image.data[4 * i + 3] = 255 * opacity(x, y)
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return Texture.from(canvas)
}
