// Refused syntax: what JavaScript allows in a module, and a script cannot have.

import type { AnyNode, Program } from 'acorn'
import type { CompileRequest, Diagnostic } from 'tickswap/hotreload'
import type { SourceLookup } from './source-lookup.ts'
import { isFunction, walk } from './syntax-tree.ts'

type Refusal = Pick<Diagnostic, 'code' | 'message' | 'suggestion'> & { readonly word: string }

const refusals = {
  dynamicImport: {
    code: 'dynamic-import',
    word: 'import',
    message:
      'A script cannot use "import()": a version must be whole before the frame it goes live in.',
    suggestion: 'Import it at the top, or load it in a host module and import the result.',
  },
  importMeta: {
    code: 'import-meta',
    word: 'import.meta',
    message:
      'A script cannot use "import.meta": what runs after an edit has no URL and no environment.',
    suggestion: 'Read it in a host module and import the result.',
  },
  topLevelAwait: {
    code: 'top-level-await',
    word: 'await',
    message:
      'A script cannot use "await" at its top level: it must be whole before the frame it goes live in.',
    suggestion: 'Start the work in setup, or await it in a host module and import the result.',
  },
} satisfies Record<string, Refusal>

/** What a code must hold to hold any of it. To look at the text is quicker than to look at the tree. */
const SUSPICIOUS = /\bimport\s*[.(]|\bawait\b/

/** Errors for what the script cannot have, in order of place. */
export function refusedSyntax(
  script: CompileRequest,
  code: string,
  program: Program,
  lookup: SourceLookup,
): Diagnostic[] {
  const found: Diagnostic[] = []
  if (!SUSPICIOUS.test(code)) return found
  const refuse = (node: AnyNode, { word, ...refusal }: Refusal) => {
    const location = lookup.find(
      node.start,
      new RegExp(`\\b${word.replace('.', '\\s*\\.\\s*')}\\b`),
    )
    found.push({
      severity: 'error',
      stage: 'compile',
      script: script.id,
      ...refusal,
      ...(location && { location }),
    })
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
  return found
}
