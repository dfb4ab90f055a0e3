import type { Census } from '../panel/census';
import type { PanelMinutes } from '../panel/minutes';
import type { Panel } from '../panel/panel';
import type { Register } from '../panel/register';
import type { Summaries } from '../panel/summary';
import type { OneUploads } from '../records/one/one-uploads';
import type { BotDeps } from './bot';
import { createCaseNow } from './case-now';
import { createCommands } from './commands';
import { agendaCommand, agendaSectionVerb, ownAgendaVerb, postAgendaCommand } from './commands/agenda';
import { postAlertsCommand } from './commands/alerts-here';
import { censusCommand, censusVerbs } from './commands/census';
import { handoutVerb, type HandoutDeps } from './commands/handouts';
import { meetingsCommand } from './commands/meetings';
import { minutesCommand } from './commands/minutes';
import { oneUploadCommand } from './commands/one-upload';
import { registerCommand, registerVerb } from './commands/register';
import { summaryCommand } from './commands/summary';
import { createCompose } from './compose/find-a-case';
import { createPages } from './pages';
import type { PageDeps } from './pages/deps';
import { meetingPages } from './pages/meetings';
import { paperPages, paperVerbs } from './papers';
import type { PaperDeps } from './papers/deps';
import { createVerbs } from './verbs';

interface Deps extends PageDeps, PaperDeps, HandoutDeps {
  readonly panel: Panel;
  readonly register: Register;
  readonly census: Census;
  readonly minutes: PanelMinutes;
  readonly summaries: Summaries;
  readonly oneUploads: OneUploads;
}

export type Repertoire = Required<Pick<BotDeps, 'commands' | 'verbs' | 'pages' | 'compose' | 'caseNow'>>;

/** All that people can say to the bot, press and fill in. */
export const createRepertoire = (deps: Deps): Repertoire => ({
  commands: [
    ...createCommands(deps),
    registerCommand(deps),
    censusCommand(deps),
    summaryCommand(deps),
    oneUploadCommand(deps),
    agendaCommand(deps),
    postAgendaCommand(deps),
    meetingsCommand(deps),
    minutesCommand(deps),
    postAlertsCommand(deps),
  ],
  verbs: [
    ...createVerbs(deps),
    agendaSectionVerb(deps),
    ownAgendaVerb(deps),
    registerVerb(deps),
    ...censusVerbs(deps),
    handoutVerb(deps),
    ...paperVerbs(deps),
  ],
  pages: [...createPages(deps), ...meetingPages(deps), ...paperPages(deps)],
  compose: createCompose(deps),
  caseNow: createCaseNow(deps),
});
