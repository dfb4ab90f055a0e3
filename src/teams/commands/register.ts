import type { Register, RegisterLook } from '../../panel/register';
import { REGISTER_ORDERS, WHOLE_REGISTER } from '../../domain/register/order';
import type { Command, Verb } from '../actions';
import type { Reply, Turn } from '../turn';
import { MOST_ON_REGISTER, registerCard } from '../views/register';
import { registerLook } from '../views/register-choices';
import { DAY, dayTyped, startOf } from './day-typed';
import { privately } from './shown';

interface Deps {
  readonly register: Register;
}

/** Who is out of provision, and why, today or on a day gone by. */
export const registerCommand = (deps: Deps): Command => ({
  id: 'register',
  usage: 'register',
  helps:
    'See every child out of provision, and why. Or say “register 18/05/2026” for what was known then, “register by risk”, “register by school”.',
  pattern: new RegExp(
    `^(?:show )?(?:the )?register(?: (?:on |of |as of )?(?!by )${DAY})?(?: by (days|risk|school))?$`,
    'i',
  ),
  needs: 'see-register',
  run: (turn, match) => {
    const by = REGISTER_ORDERS.find((order) => order === match[2]?.toLowerCase()) ?? WHOLE_REGISTER.by;
    return shown(turn, { ...WHOLE_REGISTER, on: dayTyped(match[1], 'register'), by }, 0, deps);
  },
});

export const registerVerb = (deps: Deps): Verb => ({
  id: 'register',
  needs: 'see-register',
  replacesCard: true,
  run: (turn, data) => shown(turn, registerLook(data), startOf(data.from), deps),
});

async function shown({ person }: Turn, look: RegisterLook, from: number, { register }: Deps): Promise<Reply> {
  return privately(registerCard(await register.look(person, look, from, MOST_ON_REGISTER), look), 'The register');
}
