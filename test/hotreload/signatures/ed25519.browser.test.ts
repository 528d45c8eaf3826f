// Both ways to verify a signature give the same verdict, in a real Chromium.

import { describeVerdicts } from './verdicts.ts'

describeVerdicts('Chromium')
