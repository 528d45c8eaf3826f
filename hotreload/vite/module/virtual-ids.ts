// Virtual ids: the modules that the plugin makes up.

/** What the game imports. */
export const VIRTUAL_ID = 'virtual:tickswap'

/** A virtual module's id inside of Vite begins with this, so that no other plugin takes it for a file. */
const INNER = '\0'
const HOST = `${VIRTUAL_ID}/host/`
const SECRET_ID = `${VIRTUAL_ID}/secret`

/** The inner id of a virtual module of ours, or undefined for any other id. */
export function resolveVirtualId(id: string): string | undefined {
  return id === VIRTUAL_ID || id === SECRET_ID || id.startsWith(HOST) ? INNER + id : undefined
}

export const RESOLVED_VIRTUAL_ID = INNER + VIRTUAL_ID

/** The module that a page reads the page secret from after the server was away. */
export const RESOLVED_SECRET_ID = INNER + SECRET_ID

/** The id of the module that loads a host module when a script first imports it. */
export function hostId(target: string): string {
  return HOST + Buffer.from(target).toString('base64url')
}

/** What `hostId` was made of, from an inner id; undefined for any other. */
export function hostTarget(id: string): string | undefined {
  if (!id.startsWith(INNER + HOST)) return undefined
  return Buffer.from(id.slice(INNER.length + HOST.length), 'base64url').toString()
}
