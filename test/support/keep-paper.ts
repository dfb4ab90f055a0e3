import { createHash } from 'node:crypto';
import type { Paper } from '../../src/records/paper-store';
import type { Storage } from '../../src/stores';

/** A paper with its true hash, and the entry of its making, as whoever makes one leaves them. */
export async function keepPaper(storage: Storage, authority: string, drawn: Omit<Paper, 'sha256'>): Promise<Paper> {
  const paper = { ...drawn, sha256: createHash('sha256').update(drawn.bytes).digest('hex') };
  await storage.transaction(async ({ papers, audit }) => {
    await papers.add(paper);
    await audit.add({
      ...{ authority, tenant: 't1', person: paper.madeBy, role: 'attendance-lead', at: paper.madeAt },
      ...{ action: 'make-papers', outcome: 'done', cases: [paper.caseId], fields: [paper.kind, `paper:${paper.id}`] },
      ...{ reason: null, from: null, to: null },
    });
  });
  return paper;
}
