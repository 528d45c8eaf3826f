// Signature problems: what was accepted under an earlier manifest, and may not go live under this
// one.

import type { LinkProblem } from '../link/link-problem.ts'
import type { SignedScripts } from '../signatures/signed-scripts.ts'
import type { Edit } from '../state/edit.ts'
import type { Steps } from '../time/frame-scheduler.ts'

/** Pending texts wait for others, and a newer manifest may come before them. */
export function* signatureProblems(signed: SignedScripts, edit: Edit): Steps<LinkProblem[]> {
  const problems: LinkProblem[] = []
  for (const [id, edited] of edit) {
    yield
    const diagnostic = signed.objection(edited)
    if (diagnostic) problems.push({ scripts: [id], diagnostic })
  }
  return problems
}
