import type { Triage } from '../../domain/case/fact';
import type { PolicyPack } from '../../domain/policy/pack';

/** Rules in which the words are looked for: those under which the answer was given first. See `rulesOfRisk`. */
type Rules = readonly PolicyPack[];

/** A safeguarding question as it was asked. */
export const questionInWords = (question: string, rules: Rules): string =>
  rules.flatMap(({ triage }) => triage.questions).find(({ id }) => id === question)?.asks ??
  `Asked under other rules: ${plain(question)}`;

export const groupInWords = (group: string, rules: Rules): string =>
  rules.flatMap(({ triage }) => triage.groups).find(({ id }) => id === group)?.label ?? plain(group);

/**
 * The questions that were answered with yes and the groups that were named, in the order of the rules. What was said
 * under other rules follows: a change of rules takes no risk back.
 */
export const risksTold = ({ yes, groups }: Pick<Triage, 'yes' | 'groups'>, rules: Rules) => ({
  yes: inOrderOf(rules[0]?.triage.questions, yes).map((question) => questionInWords(question, rules)),
  groups: inOrderOf(rules[0]?.triage.groups, groups).map((group) => groupInWords(group, rules)),
});

const inOrderOf = (asked: readonly { readonly id: string }[] = [], said: readonly string[]): string[] => [
  ...new Set([...asked.map(({ id }) => id).filter((id) => said.includes(id)), ...said]),
];

const plain = (id: string): string => id.replaceAll('-', ' ');
