// Both ways to verify a signature give the same verdict, in Node.

import { describeVerdicts } from './verdicts.ts'

describeVerdicts('Node')
