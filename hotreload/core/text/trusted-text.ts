// Trusted texts: what a page whose policy demands Trusted Types lets run as code.

/** Listed in a page's policy as `trusted-types tickswap`. */
const POLICY_NAME = 'tickswap'

/** For messages of what such a page has refused. */
export const TRUSTED_TYPES_ADVICE =
  'The page’s content-security policy demands Trusted Types and allows no policy of the name ' +
  `"${POLICY_NAME}". Add it: "trusted-types ${POLICY_NAME}".`

/**
 * What it makes are objects. They stand for strings wherever a string would run: in `eval`, in a
 * script's `src` and as a worker's address.
 */
interface TrustedTypePolicy {
  createScript(text: string): string
  createScriptURL(address: string): string
}

interface TrustedTypePolicies {
  createPolicy(
    name: string,
    rules: { createScript(text: string): string; createScriptURL(address: string): string },
  ): TrustedTypePolicy
}

let policy: TrustedTypePolicy | 'none' | undefined

/** A text for `eval`; the text itself where there are no Trusted Types, or no policy is allowed. */
export function trustedScript(text: string): string {
  const made = trustedPolicy()
  return made === 'none' ? text : made.createScript(text)
}

/** The same for the address of a script or a worker. */
export function trustedScriptUrl(address: string | { toString(): string }): string {
  const made = trustedPolicy()
  return made === 'none' ? String(address) : made.createScriptURL(String(address))
}

/** Whether an error says that a page took a string for one that it does not trust. */
export function isTrustRefusal(error: unknown): boolean {
  return error instanceof TypeError && /Trusted|assignment/i.test(error.message)
}

/** Made once, when something is to run: a policy can be made once, where it is listed at all. */
function trustedPolicy(): TrustedTypePolicy | 'none' {
  policy ??= createPolicy()
  return policy
}

function createPolicy(): TrustedTypePolicy | 'none' {
  const policies: unknown = Reflect.get(globalThis, 'trustedTypes')
  if (!isPolicies(policies)) return 'none'
  const same = (text: string) => text
  try {
    return policies.createPolicy(POLICY_NAME, { createScript: same, createScriptURL: same })
  } catch {
    return 'none'
  }
}

function isPolicies(value: unknown): value is TrustedTypePolicies {
  return typeof value === 'object' && value !== null && 'createPolicy' in value
}
