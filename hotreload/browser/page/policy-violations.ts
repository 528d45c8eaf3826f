// Policy violations: what the page's content-security policy has refused, for messages that say
// what to add to it.

/** Collects until it is stopped. */
export interface PolicyViolations {
  /** The directive that refused the address, such as `worker-src`; undefined if none did. */
  directiveFor(address: string): string | undefined
  stop(): void
}

/** Begins to collect. Create it before what might be refused. */
export function policyViolations(): PolicyViolations {
  const refused: SecurityPolicyViolationEvent[] = []
  const note = (event: SecurityPolicyViolationEvent) => refused.push(event)
  addEventListener('securitypolicyviolation', note)
  return {
    directiveFor: (address) =>
      refused.find(({ blockedURI }) => isPartOf(address, blockedURI))?.effectiveDirective,
    stop: () => removeEventListener('securitypolicyviolation', note),
  }
}

/** Of addresses on other sites, browsers report the origin alone; of blobs, their scheme. */
function isPartOf(address: string, reported: string): boolean {
  return reported !== '' && address.startsWith(reported)
}

/** What to write in a policy so that it allows an address: `'self'`, `blob:` or an origin. */
export function sourceFor(address: string): string {
  const { origin, protocol } = new URL(address)
  if (protocol === 'blob:' || protocol === 'data:') return protocol
  return origin === location.origin ? "'self'" : origin
}
