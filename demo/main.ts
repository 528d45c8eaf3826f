// The demo's page: a game, its picture, and an editor that changes the game while it runs.

import { createLoop } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import { pageEvaluator, workerCompiler } from 'tickswap/hotreload/browser'
import { tickerClock } from 'tickswap/pixi'
import { examples } from './examples.ts'
import { scripts } from './scripts.ts'
import * as components from './sim/components.ts'
import { createGame } from './sim/game.ts'
import { addPauseButton, addPopulationSlider } from './view/controls.ts'
import { createDashboard } from './view/dashboard.ts'
import { part } from './view/part.ts'
import { createStage } from './view/stage.ts'
import { createWorkbench } from './view/workbench.ts'

const CREATURES = 20_000

/** How fast time goes for people who asked their system for less motion. */
const CALM = 0.3

const game = createGame(scripts)
const stage = await createStage(part('stage'), game.world)
game.population.resize(Number(new URLSearchParams(location.search).get('creatures') ?? CREATURES))

const source = editorSource()
const hotReload = createHotReload(game.behaviours, {
  source,
  compiler: workerCompiler(),
  evaluator: pageEvaluator(),
  scripts: Object.fromEntries(scripts.map((script) => [script.id, script])),
  hosts: { '../sim/components': components },
})

const workbench = createWorkbench({
  behaviours: game.behaviours,
  hotReload,
  scripts,
  examples,
  report: (changes) => source.edit(changes),
})
const recordFrame = createDashboard(game.behaviours, hotReload, workbench.update)
const isPaused = addPauseButton()
const lessMotion = matchMedia('(prefers-reduced-motion: reduce)')
addPopulationSlider(game.population)

createLoop({
  clock: tickerClock(stage.ticker),
  maxDelta: 0.1,
  update(delta) {
    if (isPaused()) game.behaviours.reconcile()
    else game.step(lessMotion.matches ? delta * CALM : delta)
    recordFrame(stage.ticker.elapsedMS)
  },
  render: stage.sync,
})

globalThis.tickswapDemo = { game, components, hotReload, editor: workbench.editor }
