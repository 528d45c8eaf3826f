// Module text: a compiled module as the text that an evaluator runs, with its URL and its source
// map.

import type { CompiledModule } from '../contracts/compiler.ts'

/** Lines that `moduleText` puts in front of a module's code. */
export const MODULE_TEXT_HEADER_LINES = 1

// Not written out below, where bundlers would take it for the map of this very file.
const MAP_COMMENT = 'sourceMappingURL'
const NOT_ASCII = /[\u0080-\uffff]/g

/** How a module's text is written. */
export interface ModuleTextOptions {
  /**
   * The text calls this with the module's function. Without it, the text is an expression that is
   * the function.
   */
  readonly receiver?: string
  /**
   * Whether the source map comes with it, which debuggers need to show the script's own source.
   * Errors are brought home without. It makes the text three times as long, and the engine keeps it
   * as long as the version. Default true.
   */
  readonly map?: boolean
}

/**
 * The URL of a script's file in stack traces and debuggers. It stays the same, so breakpoints
 * survive a reload.
 */
export function moduleUrl(file: string): string {
  return `tickswap:///${encodeURI(file)}`
}

/** The text that an evaluator runs. */
export function moduleText(
  module: CompiledModule,
  { receiver = '', map = true }: ModuleTextOptions = {},
): string {
  const mapLine = map
    ? `//# ${MAP_COMMENT}=data:application/json;base64,${btoa(shiftedMap(module))}\n`
    : ''
  return `${receiver}(function (module, exports, require) { "use strict";
${module.code}
})
${mapLine}//# sourceURL=${moduleUrl(module.file)}`
}

/**
 * The module's map for the text around its code: below the header, with an absolute URL and the
 * source, and in ASCII.
 */
function shiftedMap({ map, file, text }: CompiledModule): string {
  const { mappings, ...rest }: { mappings: string } = JSON.parse(map)
  const shifted = ';'.repeat(MODULE_TEXT_HEADER_LINES) + mappings
  const json = JSON.stringify({
    ...rest,
    sources: [moduleUrl(file)],
    sourcesContent: [text],
    mappings: shifted,
  })
  return json.replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
