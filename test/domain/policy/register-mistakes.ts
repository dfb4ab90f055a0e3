import type { Loose } from '../../builders/policies';
import type { Mistake } from './closing-mistakes';

export const REGISTER_MISTAKES: readonly Mistake[] = [
  (pack) => {
    pack['panel'].register.reasons.pop();
    return 'panel.register.reasons: The reason new-to-city has to stand here once. Leave none out, and give none twice.';
  },
  (pack) => {
    pack['panel'].register.provedBy.push('nowhere');
    return 'panel.register.provedBy[4]: There is no step nowhere. Use one of ';
  },
  (pack) => {
    const { id } = pack['found'].steps.find((step: Loose) => step['settledBy'] === 'name-deleted');
    pack['panel'].register.provedBy.push(id);
    return `panel.register.provedBy[4]: That a name is gone tells of no provision. Take ${id} out.`;
  },
  (pack) => {
    pack['panel'].register.provedBy.pop();
    return 'panel.register.provedBy: No step of the place other-school stands here. Add the one that confirms what education there is.';
  },
  (pack) => {
    const at = pack['panel'].register.socialCare.questions.push('nobody-asked') - 1;
    return `panel.register.socialCare.questions[${at}]: There is no triage question nobody-asked. Use one`;
  },
  (pack) => {
    const at = pack['panel'].register.socialCare.groups.push('nobody') - 1;
    return `panel.register.socialCare.groups[${at}]: There is no at-risk group nobody. Use one`;
  },
];
