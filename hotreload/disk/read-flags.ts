// READ_FLAGS: the flags that files of a folder are opened with.

import { constants } from 'node:fs'

/**
 * Non-blocking: a pipe that is named like a script would block a thread forever. Windows has no
 * such flag.
 */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
