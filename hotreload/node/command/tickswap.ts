#!/usr/bin/env node
// `npx tickswap`: makes keys, and signs and verifies folders of scripts.

import { runCommand } from './run-command.ts'

/** File names may hold what a terminal obeys: it is shown, and never sent. */
function harmless(line: string): string {
  return line.replace(/[^\P{C}\n]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
}

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${harmless(line)}\n`),
  printError: (line) => process.stderr.write(`${harmless(line)}\n`),
})
