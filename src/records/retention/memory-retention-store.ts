import type { MemoryAnswerStore } from '../../answers/memory-answer-store';
import type { MemoryCaseStore } from '../../casework/memory-case-store';
import type { MemoryDraftStore } from '../../casework/memory-draft-store';
import type { Instant } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import type { MemorySteps } from '../../notices/chain/memory-steps';
import type { MemoryOutbox } from '../../notices/memory-outbox';
import type { MemoryPanelStore } from '../../panel/memory-panel-store';
import type { AuditNote } from '../audit/entry';
import type { MemoryAuditStore } from '../audit/memory-audit-store';
import type { MemoryOneStore } from '../one/memory-one-store';
import type { MemoryPaperStore } from '../memory-paper-store';
import type { Belongings, RetentionStore, Unfinished } from './retention-store';

interface Homes {
  readonly cases: MemoryCaseStore;
  readonly drafts: MemoryDraftStore;
  readonly papers: MemoryPaperStore;
  readonly outbox: MemoryOutbox;
  readonly steps: MemorySteps;
  readonly answers: MemoryAnswerStore;
  readonly panels: MemoryPanelStore;
  readonly one: MemoryOneStore;
  readonly audit: MemoryAuditStore;
}

export class MemoryRetentionStore implements RetentionStore {
  constructor(private readonly homes: Homes) {}

  async belongings(caseId: string): Promise<Belongings> {
    const { cases, drafts, papers, outbox } = this.homes;
    return {
      facts: (await cases.byId(caseId))?.facts.length ?? 0,
      drafts: (await drafts.ofCase(caseId)).length,
      papers: (await papers.onCase(caseId)).length,
      notices: outbox.idsOf(caseId).length,
    };
  }

  async erase(
    { id, reference, version }: Pick<Case, 'id' | 'reference' | 'version'>,
    tombstone: AuditNote,
  ): Promise<boolean> {
    const { cases, drafts, papers, outbox, steps, answers, panels, one, audit } = this.homes;
    if ((await cases.byId(id))?.version !== version) return false;
    await audit.add(tombstone);
    answers.forgetThoseWith(reference);
    papers.forgetCase(id);
    steps.forgetOf(outbox.idsOf(id));
    outbox.forgetCase(id);
    panels.forgetCase(id);
    one.forgetCase(id);
    for (const draft of await drafts.ofCase(id)) await drafts.remove(draft.id);
    cases.forget(id);
    return true;
  }

  async unfinished(savedBefore: Instant): Promise<Unfinished[]> {
    const { cases, drafts } = this.homes;
    const old = (await drafts.everyReport()).filter(({ savedAt }) => savedAt < savedBefore);
    const found = await Promise.all(old.map(async (one) => ((await cases.byId(one.id)) ? null : one)));
    return found.flatMap((one) => {
      if (!one) return [];
      const { id, school, savedBy, savedAt } = one;
      return { id, school, savedBy, savedAt };
    });
  }

  async eraseUnfinished({ id, savedAt }: Unfinished, entry: AuditNote): Promise<boolean> {
    const { cases, drafts, answers, audit } = this.homes;
    if ((await drafts.byId(id))?.savedAt !== savedAt || (await cases.byId(id))) return false;
    await audit.add(entry);
    answers.forgetThoseWith(id);
    await drafts.remove(id);
    return true;
  }

  /** It holds nothing of its own. */
  snapshot(): () => void {
    return () => {};
  }
}
