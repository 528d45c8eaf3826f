// The demo's page: a game, its picture, and an editor that changes the game while it runs.

import { connectScripts } from 'virtual:tickswap'
import { createLoop } from 'tickswap'
import { editorSource } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import { folderSource, mountHud } from 'tickswap/hotreload/browser'
import { tickerClock } from 'tickswap/pixi'
import { typeChecker } from 'tickswap/types'
import { breaks } from './breaks/all.ts'
import { examples } from './examples.ts'
import { scripts } from './scripts.ts'
import * as components from './sim/components.ts'
import { createGame } from './sim/game.ts'
import { addChips } from './view/chips.ts'
import { addBudgetControls, addPauseButton, addPopulationSlider } from './view/controls.ts'
import { createDashboard } from './view/dashboard.ts'
import { narrate } from './view/narrator.ts'
import { input, part } from './view/part.ts'
import { createPutRight } from './view/put-right.ts'
import { createRunningTexts } from './view/running-texts.ts'
import { createSourceBar } from './view/source-bar.ts'
import { createStage } from './view/stage.ts'
import { createStory } from './view/story.ts'
import { createWitness } from './view/witness.ts'
import { createWorkbench } from './view/workbench.ts'
import { createWorkshop } from './view/workshop.ts'

/** As many as suit the picture, up to these: on a phone there is room for fewer. */
const FISH = 20_000
const PIXELS_A_FISH = 36

/** Where frames take longer, in seconds, the game slows down instead of leaping. */
const LONGEST_STEP = 1 / 25

/** How fast time goes for people who asked their system for less motion. */
const CALM = 0.3

const game = createGame(scripts)
const stage = await createStage(part('stage'), game)
game.fish.resize(Number(new URLSearchParams(location.search).get('fish') ?? suitableCount()))

const checker = typeChecker({
  scripts: 'demo/scripts',
  files: async () => (await import('./type-files.ts')).typeFiles,
  compilerOptions: { lib: ['es2023'], customConditions: ['tickswap-source'] },
})
const typed = editorSource()
const folder = folderSource()
const hotReload = connectScripts(game.behaviours, {
  source: [typed, folder],
  types: { checker },
  // A number that is dragged goes live with every step.
  intake: { wait: 15, maxWait: 60 },
  historyDepth: 30,
  // The demo has one of its own, in the picture.
  hud: false,
})
if (!hotReload)
  throw new Error('The demo was built without "liveBuild": there is nothing to edit it with.')

const { behaviours } = game
const witness = createWitness(hotReload)
const story = createStory(part('story'))
const running = createRunningTexts(hotReload, scripts)

let isTyping = false

function report(changes: readonly ScriptText[]): void {
  for (const change of changes) running.note(change)
  isTyping = true
  typed.edit(changes)
  isTyping = false
}

function suitableCount(): number {
  const { width, height } = components.Stage
  return Math.min(FISH, Math.round((width * height) / PIXELS_A_FISH / 500) * 500)
}

/** What comes from a folder, or from Vite's, is shown in the editor. */
hotReload.on('changed', ({ texts }) => {
  if (isTyping) return
  const changes = Object.entries(texts).map(([id, text]) => ({ id, file: `${id}.ts`, text }))
  for (const change of changes) running.note(change)
  workbench.follow(changes)
})

narrate({ behaviours, hotReload, witness, story })
const workbench = createWorkbench({
  behaviours,
  hotReload,
  scripts,
  isLive: () => input('as-i-type').checked,
  report,
})
const workshop = createWorkshop({
  game,
  hotReload,
  witness,
  running,
  scripts,
  story,
  workbench,
  report,
})
const updatePutRight = createPutRight({ hotReload, running, scripts, workbench, story })

addChips(
  part('examples'),
  examples.map(({ label, hint, script, edit }) => ({
    label,
    hint,
    press() {
      story.preface(hint)
      workshop.edit(script, edit)
    },
  })),
)
addChips(
  part('breaks'),
  breaks.map(({ label, promise, perform }) => ({
    label,
    hint: promise,
    press: () => perform(workshop),
  })),
  (promise) => {
    part('promise').textContent = promise
  },
)
addPopulationSlider(game.fish, components.MOST_FISH)
addBudgetControls(behaviours, story)

const updateSourceBar = createSourceBar({ folder, story, texts: () => workbench.texts })
const isPaused = addPauseButton()
const lessMotion = matchMedia('(prefers-reduced-motion: reduce)')
const recordFrame = createDashboard({
  behaviours,
  hotReload,
  witness,
  onShow() {
    workbench.update()
    updatePutRight()
    updateSourceBar()
  },
})

const hud = mountHud(hotReload, {
  parent: part('hud-place'),
  corner: 'top-right',
  openEditor: workbench.reveal,
})

createLoop({
  clock: tickerClock(stage.ticker),
  maxDelta: LONGEST_STEP,
  update(delta) {
    // A paused game takes edits, too: its time stands still, and its scripts run on.
    game.step(isPaused() ? 0 : lessMotion.matches ? delta * CALM : delta)
    witness.record(behaviours.frame.reconcileMilliseconds)
    recordFrame(stage.ticker.elapsedMS)
    hud.recordFrame(stage.ticker.elapsedMS)
  },
  render: stage.sync,
})

globalThis.tickswapDemo = {
  game,
  components,
  scripts,
  hotReload,
  editor: workbench.editor,
  folder,
  hud,
}
