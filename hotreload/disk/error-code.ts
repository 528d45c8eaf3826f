// errorCode: what the system calls an error of a file operation.

/** Such as `ENOENT`; empty if the error has no code. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The system's codes for: there is no regular file at this path. */
const missingCodes = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO', 'ELOOP'])

/** Whether a file could not be opened because there is none at its path. */
export function isMissingFile(error: unknown): boolean {
  return missingCodes.has(errorCode(error))
}
