// The entry of Node's type thread: the type service over Comlink, on the files on disk.

import { parentPort } from 'node:worker_threads'
import { expose } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import { createTypeService, type TypeService } from 'tickswap/types'
import { diskFiles } from './disk-files.ts'
import { readDiskProject } from './disk-project.ts'
import type { NodeTypeThread } from './thread-type-checker.ts'

if (!parentPort)
  throw new Error(
    'This module is the entry of a worker thread. Use threadTypeChecker(), which starts it.',
  )

let service: TypeService | undefined

const thread: NodeTypeThread = {
  open(project) {
    service = createTypeService(readDiskProject(project, diskFiles()))
  },
  check(request) {
    if (!service) throw new Error('The type thread was not opened: call open({ scripts }) first.')
    return service.check(request)
  },
}

expose(thread, nodeEndpoint(parentPort))
