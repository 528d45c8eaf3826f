// Refused workers: errors that say which directive of a content-security policy is missing.

import { errorMessage } from 'tickswap'
import { isTrustRefusal, TRUSTED_TYPES_ADVICE } from 'tickswap/hotreload/adapters'
import { sourceFor } from '../page/policy-violations.ts'

/** What browsers say where a policy forbids to compile wasm. */
const WASM_REFUSED = /WebAssembly.*(?:Content.?Security.?Policy|unsafe-eval|wasm-eval)/is

/** What they say where nothing came, for whichever reason. */
const NOTHING_CAME = /Failed to fetch|NetworkError|Load failed/i

/** The worker's script was not loaded because of this directive. */
export function refusedScript(address: string, directive: string): Error {
  const source = sourceFor(address)
  return new Error(
    `The page’s content-security policy forbids the compile worker at ${address}: it has no ` +
      `"${directive} ${source}". Add ${source} to that directive.`,
  )
}

/** The error of the constructor, with what to do about it. */
export function refusedConstruction(cause: unknown, address: string): Error {
  const reason = errorMessage(cause)
  const advice = isTrustRefusal(cause)
    ? TRUSTED_TYPES_ADVICE
    : `If the page’s content-security policy has the directive "worker-src", add ` +
      `${sourceFor(address)} to it.`
  return new Error(`The compile worker at ${address} was not started: ${reason} ${advice}`, {
    cause,
  })
}

/** An error of the worker, with the directive that its own policy seems to lack. */
export function withDirective(cause: unknown, wasmUrl: string): unknown {
  const reason = errorMessage(cause)
  if (WASM_REFUSED.test(reason)) {
    return new Error(
      'The content-security policy of the compile worker has no "script-src ' +
        "'wasm-unsafe-eval'\", which esbuild-wasm needs. Add it to the policy that the worker’s " +
        `script is served with. ${reason}`,
      { cause },
    )
  }
  if (!NOTHING_CAME.test(reason)) return cause
  const source = sourceFor(wasmUrl)
  return new Error(
    `${reason} If the file is there, the content-security policy that the worker’s script is ` +
      `served with has no "connect-src ${source}". Add it.`,
    { cause },
  )
}
