// textureList: checks that one ParticleContainer can draw the textures of a view.

import type { Texture } from 'pixi.js'
import { TickswapError } from 'tickswap'

/** One texture or several, as a list that is not empty. */
export function textureList(given: Texture | readonly Texture[]): readonly [Texture, ...Texture[]] {
  const [first, ...others] = 'length' in given ? given : [given]
  if (!first)
    throw new TickswapError('particleView: "texture" is an empty list; give at least one texture.')
  const foreign = others.findIndex((texture) => texture.source !== first.source)
  if (foreign >= 0) {
    throw new TickswapError(
      `particleView: texture ${foreign + 1} and texture 0 are on different images, and a ` +
        'ParticleContainer draws from one. Put them into one sprite sheet.',
    )
  }
  return [first, ...others]
}
