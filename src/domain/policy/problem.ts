/** What is wrong with a pack, and where: `checklist[S04].settles[1]`. */
export interface Problem {
  readonly path: string;
  readonly says: string;
}
