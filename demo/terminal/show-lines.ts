// showLines: what happens, line by line, where there is no terminal to draw on.

import { consoleNotifier, notify, shownLine } from 'tickswap/hotreload'
import { exampleLine, reloadLine, scriptLines, watchLine } from './figures.ts'
import type { Show } from './show.ts'

const FIGURES_EVERY = 5_000

export const showLines: Show = ({ game, hotReload, source, folder, metricsUrl }) => {
  console.log(`${game.fireflies} fireflies. ${exampleLine(folder)}`)
  if (metricsUrl !== undefined) console.log(`Figures for Prometheus: ${metricsUrl}`)
  const stopNotices = notify(hotReload, consoleNotifier())
  const tell = () =>
    console.log([...scriptLines(hotReload), reloadLine(hotReload), watchLine(source)].join('\n'))
  const timer = setInterval(tell, FIGURES_EVERY)
  const stopSettled = hotReload.on('settled', ({ id, version }) =>
    console.log(`${shownLine(id)} settled on version ${version}`),
  )
  return () => {
    clearInterval(timer)
    stopSettled()
    stopNotices()
    tell()
    console.log('The end.')
  }
}
