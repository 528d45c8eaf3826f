// The memory backup keeps the contract.

import { memoryBackup } from 'tickswap/hotreload'
import { describeBackup } from './backup-conformance.ts'

describeBackup('memory', () => {
  const backup = memoryBackup()
  return {
    open: () => backup,
    plant: async (id, value) => Reflect.apply(backup.save, backup, [Object.assign({ id }, value)]),
    clear: async () => {},
  }
})
