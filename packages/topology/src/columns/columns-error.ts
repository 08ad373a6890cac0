/** Why bytes are no columns that this version can read. */
export type ColumnsErrorCode = 'not_columns' | 'newer_version' | 'damaged';

/** Bytes that {@link decodeColumns} can't read. The message says what is wrong and what to do. */
export class ColumnsError extends Error {
  override readonly name = 'ColumnsError';

  constructor(
    readonly code: ColumnsErrorCode,
    detail: string,
  ) {
    super(`${MESSAGES[code]} (${detail})`);
  }
}

const MESSAGES: Record<ColumnsErrorCode, string> = {
  not_columns: 'These bytes are no topology columns. Ask the server for its state again',
  newer_version: 'These topology columns come from a newer version. Update this program or reload the page',
  damaged: 'These topology columns are damaged. Fetch them again',
};
