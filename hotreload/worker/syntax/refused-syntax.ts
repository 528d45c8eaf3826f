// Refused syntax: what JavaScript allows in a module and a script cannot use.

import type { AnyNode, Program } from 'acorn'
import type { Diagnostic } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { firstDiagnostics } from '../transform/first-diagnostics.ts'
import type { SourceLookup } from './source-lookup.ts'
import { isFunction, walk } from './syntax-tree.ts'

type Refusal = Pick<Diagnostic, 'code' | 'message' | 'hint'> & { readonly word: string }

const refusals = {
  dynamicImport: {
    code: 'dynamic-import',
    word: 'import',
    message: 'A script cannot use "import()": a version must be complete before its first frame.',
    hint: 'Import it at the top, or load it in a host module and import the result.',
  },
  importMeta: {
    code: 'import-meta',
    word: 'import.meta',
    message: 'A script cannot use "import.meta": an edited script has no URL and no environment.',
    hint: 'Read it in a host module and import the result.',
  },
  topLevelAwait: {
    code: 'top-level-await',
    word: 'await',
    message:
      'A script cannot use "await" at its top level: a version must be complete before its first ' +
      'frame.',
    hint: 'Start the work in setup, or await it in a host module and import the result.',
  },
} satisfies Record<string, Refusal>

/** Code without a match has none of it. Searching the text is faster than walking the tree. */
const SUSPICIOUS = /\bimport\s*[.(]|\bawait\b/

/** Errors for what the script cannot use, in order of place. */
export function refusedSyntax(
  script: CompileRequest,
  code: string,
  program: Program,
  lookup: SourceLookup,
): readonly Diagnostic[] {
  if (!SUSPICIOUS.test(code)) return []
  const found: (readonly [node: AnyNode, refusal: Refusal])[] = []
  const refuse = (node: AnyNode, refusal: Refusal) => found.push([node, refusal])
  const diagnosticOf = ([node, { word, ...refusal }]: (typeof found)[number]): Diagnostic => {
    const location = lookup.find(
      node.start,
      new RegExp(`\\b${word.replace('.', '\\s*\\.\\s*')}\\b`),
    )
    return {
      severity: 'error',
      stage: 'compile',
      script: script.id,
      ...refusal,
      ...(location && { location }),
    }
  }
  walk(program, (node) => {
    if (node.type === 'ImportExpression') refuse(node, refusals.dynamicImport)
    if (node.type === 'MetaProperty' && node.meta.name === 'import')
      refuse(node, refusals.importMeta)
    return true
  })
  walk(program, (node) => {
    const awaits = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)
    if (awaits) refuse(node, refusals.topLevelAwait)
    return !isFunction(node)
  })
  return firstDiagnostics(found, diagnosticOf)
}
