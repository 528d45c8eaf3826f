// blobScriptEvaluator: for pages whose policy forbids `unsafe-eval` and allows `script-src blob:`.

import {
  type CompiledModule,
  type Evaluator,
  isTrustRefusal,
  type ModuleFunction,
  moduleText,
  moduleUrl,
  TRUSTED_TYPES_ADVICE,
  trustedScriptUrl,
} from 'tickswap/hotreload/adapters'
import { moduleFunction } from './module-function.ts'

let loads = 0

/**
 * Turns code into functions with classic `<script>` elements that load blobs. Takes 2 to 4 ms
 * a module, and needs no `unsafe-eval`. The element, the blob's URL and the global that receives
 * the function are removed afterwards.
 */
export function blobScriptEvaluator(): Evaluator {
  return { name: 'blob script', load: loadModule }
}

async function loadModule(module: CompiledModule): Promise<ModuleFunction> {
  loads += 1
  const receiver = `__tickswap_module_${loads}`
  let loaded: unknown
  const receive = (value: unknown) => {
    loaded = value
  }
  Object.defineProperty(globalThis, receiver, { value: receive, configurable: true })
  try {
    await runScript(
      moduleText(module, { receiver: `globalThis.${receiver}` }),
      moduleUrl(module.file),
    )
  } finally {
    Reflect.deleteProperty(globalThis, receiver)
  }
  return moduleFunction(loaded, module)
}

/** Runs a text as a classic script. `name` is its sourceURL, which the page's errors name. */
async function runScript(text: string, name: string): Promise<void> {
  const script = document.createElement('script')
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  let problem: unknown
  const onError = (event: ErrorEvent) => {
    if (event.filename !== name && event.filename !== url) return
    event.preventDefault()
    problem = event.error ?? new Error(event.message)
  }
  addEventListener('error', onError)
  try {
    await new Promise<void>((resolve, reject) => {
      script.onload = () => resolve()
      script.onerror = () =>
        reject(
          new Error(
            'The page’s content-security policy has no "script-src blob:", so no script can be ' +
              'loaded. Add it to the policy.',
          ),
        )
      setAddress(script, url)
      document.head.append(script)
    })
  } finally {
    removeEventListener('error', onError)
    URL.revokeObjectURL(url)
    script.remove()
  }
  if (problem) throw problem
}

/** @throws Error that says what the page's policy lacks, if it is that which refuses. */
function setAddress(script: HTMLScriptElement, url: string): void {
  try {
    script.src = trustedScriptUrl(url)
  } catch (cause) {
    throw isTrustRefusal(cause) ? new Error(TRUSTED_TYPES_ADVICE, { cause }) : cause
  }
}
