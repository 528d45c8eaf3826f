// The memory backup keeps the contract.

import { memoryBackup } from 'tickswap/hotreload'
import { describeBackup } from './backup-conformance.ts'

describeBackup('memory', () => {
  const backup = memoryBackup()
  return { open: () => backup, clear: async () => {} }
})
