// The entry of the type worker: the type service over Comlink, on files in memory.

import { expose } from 'comlink'
import ts from 'typescript'
import { createMemoryFiles, type TypeTexts } from '../files/memory-files.ts'
import { compilerOptions } from '../service/compiler-options.ts'
import { createTypeService, type TypeService } from '../service/type-service.ts'
import type { TypeWorker } from './page-type-checker.ts'

let texts: TypeTexts = {}
let service: TypeService | undefined

const worker: TypeWorker = {
  add(more) {
    texts = { ...texts, ...more }
  },
  async fetch(address) {
    const response = await fetch(address)
    if (!response.ok)
      throw new Error(
        `The type files could not be fetched: ${address} answered with ${response.status}.`,
      )
    texts = await response.json()
  },
  open({ scripts, options }) {
    const files = createMemoryFiles(texts, [scripts])
    const folder = files.pathOf('')
    const paths = [...files.paths]
    const library = paths.find((path) => path.endsWith('/lib.es5.d.ts'))
    service = createTypeService({
      typescript: ts,
      files,
      folder,
      scripts: files.pathOf(scripts),
      ambient: paths.filter((path) => path.endsWith('.d.ts') && !path.includes('/node_modules/')),
      libFolder:
        library?.slice(0, library.lastIndexOf('/')) ?? files.pathOf('node_modules/typescript/lib'),
      options: compilerOptions(ts, options, folder),
    })
  },
  check(request) {
    if (!service)
      throw new Error('The type worker was not opened: call open({ scripts, options }) first.')
    return service.check(request)
  },
}

expose(worker)
