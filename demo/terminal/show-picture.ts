// showPicture: the fireflies, the figures and the notices, drawn in place on a terminal.

import { notify } from 'tickswap/hotreload'
import { exampleLine, reloadLine, scriptLines, watchLine } from './figures.ts'
import { createNoticeBoard } from './notice-board.ts'
import type { Show } from './show.ts'
import { createTerminalScreen } from './terminal-screen.ts'

const PICTURES_PER_SECOND = 20
const now = () => performance.now()

export const showPicture: Show = ({ game, hotReload, source, folder, metricsUrl }) => {
  const screen = createTerminalScreen(process.stdout)
  const board = createNoticeBoard(now)
  const stopNotices = notify(hotReload, board)
  const draw = () => {
    const asked = metricsUrl === undefined ? [] : [`Figures for Prometheus: ${metricsUrl}`]
    const figures = [...scriptLines(hotReload), reloadLine(hotReload), watchLine(source), ...asked]
    screen.draw(game.world, [
      ...figures,
      `${exampleLine(folder)} Ctrl-C ends.`,
      ...board.lines(now()),
    ])
  }
  const timer = setInterval(draw, 1_000 / PICTURES_PER_SECOND)
  return () => {
    clearInterval(timer)
    stopNotices()
    screen.close()
  }
}
