// READ_FLAGS: how files of a folder are opened.

import { constants } from 'node:fs'

/** Without blocking: a pipe that is named like a script would hold a thread for ever. Windows has no such flag. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
