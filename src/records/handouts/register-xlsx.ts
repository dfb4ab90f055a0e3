import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { RegisterLook, RegisterPage } from '../../panel/register';
import { REGISTER_COLUMNS, registerSays } from './register-columns';

/** A line of titles that stays, a child a line. Every text is a text: none is taken for a formula. */
export function registerXlsx(page: RegisterPage, look: RegisterLook): Promise<Buffer> {
  const titles = REGISTER_COLUMNS.map(({ title }) => ({ value: title, fontWeight: 'bold' as const, wrap: true }));
  const rows = page.rows.map((row) => REGISTER_COLUMNS.map(({ of }) => cell(of(row, page))));
  const data: SheetData = [[{ value: registerSays(page, look), type: String }], titles, ...rows];
  const columns = REGISTER_COLUMNS.map(({ width }) => ({ width }));
  return writeExcelFile(data, { sheet: 'Register', columns, stickyRowsCount: 2 }).toBuffer();
}

const cell = (value: string | number | null) => {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true };
};
