// Module text: a compiled module as the text that an evaluator runs, with its URL and its source map.

import type { CompiledModule } from './compiler.ts'

/** Lines that `moduleText` puts in front of a module's code. */
export const MODULE_TEXT_HEADER_LINES = 1

// Not written out below, where bundlers would take it for the map of this very file.
const MAP_COMMENT = 'sourceMappingURL'
const BASE64_CHUNK = 0x2000

/** The URL of a script's file in stack traces and debuggers. It stays the same, so breakpoints survive a reload. */
export function moduleUrl(file: string): string {
  return `tickswap:///${encodeURI(file)}`
}

/**
 * The text of an expression that is the module's function; with `receiver`, of a call that hands it over.
 * Debuggers show the script's own source, by an inline source map.
 */
export function moduleText(module: CompiledModule, receiver = ''): string {
  return `${receiver}(function (module, exports, require) { "use strict";
${module.code}
})
//# ${MAP_COMMENT}=data:application/json;charset=utf-8;base64,${base64(shiftedMap(module))}
//# sourceURL=${moduleUrl(module.file)}`
}

/** The module's map for the text around its code: below the header, and with an absolute source URL. */
function shiftedMap({ map, file }: CompiledModule): string {
  const { mappings, ...rest }: { mappings: string } = JSON.parse(map)
  const shifted = ';'.repeat(MODULE_TEXT_HEADER_LINES) + mappings
  return JSON.stringify({ ...rest, sources: [moduleUrl(file)], mappings: shifted })
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let start = 0; start < bytes.length; start += BASE64_CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + BASE64_CHUNK))
  }
  return btoa(binary)
}
