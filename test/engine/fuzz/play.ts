// play: one random game from its beginning to its end.

import { Game } from './game.ts'
import type { Mode } from './mode.ts'
import { Referee } from './referee.ts'

const DELTA = 1 / 64

/**
 * Plays a game of `frames` frames. Throws at the first difference between the engine and the
 * oracle.
 */
export function play(seed: number, mode: Mode, frames: number): Game {
  const game = new Game(seed, mode)
  const referee = new Referee(game)
  game.register()
  for (let frame = 0; frame < frames; frame++) {
    game.player.act()
    referee.check()
    referee.reconcile()
    referee.run(DELTA)
    stopAtProblem(game, seed, frame)
  }
  settle(game, referee)
  stopAtProblem(game, seed, frames)
  return game
}

/** Without faults and meddling, everything comes to rest on a good version. */
function settle(game: Game, referee: Referee): void {
  game.isCalm = true
  game.behaviours.budget = Number.POSITIVE_INFINITY
  const probation = game.mode.rollout === 'none' ? 0 : game.mode.rollout.probation
  for (let frame = 0; frame < probation + 5; frame++) {
    referee.reconcile()
    referee.run(DELTA)
  }
  for (const { id, outdated, phase, entities } of game.behaviours.inspect()) {
    const isAtRest = phase === 'committed' || phase === 'suspended' || phase === 'waiting'
    if (entities > 0 && (outdated > 0 || !isAtRest))
      game.fail(`${id} is ${phase}, ${outdated} are outdated`)
  }
  game.phase = 'closing'
  game.behaviours.close()
  for (const { number, signal } of game.lives.values()) {
    if (!signal.aborted) game.fail(`version ${number} outlives its game`)
  }
}

function stopAtProblem({ problem }: Game, seed: number, frame: number): void {
  if (problem) throw new Error(`Seed ${seed}, frame ${frame}: ${problem}`)
}
