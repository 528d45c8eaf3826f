// `npm run demo:terminal`: fireflies in a world without a page, whose scripts are watched and go
// live as they are saved.

import { relative } from 'node:path'
import { createLoop, errorMessage, timerClock } from 'tickswap'
import { createHotReload, shownText } from 'tickswap/hotreload'
import { nodeCompiler, nodeEvaluator, processMemory, watchSource } from 'tickswap/hotreload/node'
import { askedToEnd } from './asked-to-end.ts'
import { type Command, readCommandLine } from './command-line.ts'
import { serveMetrics } from './metrics-server.ts'
import { showLines } from './show-lines.ts'
import { showPicture } from './show-picture.ts'
import * as components from './sim/components.ts'
import { createGame } from './sim/game.ts'

try {
  await play(readCommandLine(process.argv.slice(2), process.stdout.isTTY))
} catch (error) {
  console.error(shownText(errorMessage(error)))
  process.exitCode = 1
}

async function play(command: Command): Promise<void> {
  const end = askedToEnd()
  const game = createGame(command.fireflies)
  const source = watchSource(command.scripts)
  const hotReload = createHotReload(game.behaviours, {
    source,
    compiler: await nodeCompiler(),
    evaluator: nodeEvaluator(),
    scripts: {},
    hosts: { '../sim/components': components },
    memory: processMemory,
  })
  const folder = relative(process.cwd(), command.scripts) || '.'
  const server =
    command.port === undefined ? undefined : await serveMetrics(hotReload, command.port)
  const show = command.plain ? showLines : showPicture
  const stopShowing = show({ game, hotReload, source, folder, metricsUrl: server?.url })
  const loop = createLoop({
    clock: timerClock(),
    step: { hz: 60 },
    update: (delta) => game.step(delta),
  })
  await end
  loop.close()
  stopShowing()
  await Promise.all([server?.close(), hotReload.close()])
  game.behaviours.close()
}
