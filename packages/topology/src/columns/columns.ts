import { BLANK, fieldNames } from '../blank.js';
import { KINDS, type Kind, type NetRecord } from '../records.js';
import { type JsonValue } from '../records/common.js';
import { emptyTopology, type Topology } from '../topology.js';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { ColumnsError } from './columns-error.js';
import { decodeColumn } from './decode-column.js';
import { encodeColumn } from './encode-column.js';
import { hintFor } from './encodings.js';

const MAGIC = [0x4e, 0x4b, 0x43, 0x4f] as const;
const VERSION = 1;
const HEADER_LENGTH = 9;

/**
 * The topology in compact columns, for wire, keyframe and worker; compress the result. Equal topologies have equal
 * bytes, whatever the order of insertion. Layout: "NKCO", version, checksum of the rest (4 bytes), then for each kind
 * its name, its number of rows (sorted by namespace, name, UID) and its columns, each with its name and encoding.
 */
export function encodeColumns(topology: Topology): Uint8Array {
  const writer = new ByteWriter();
  const kinds = KINDS.filter((kind) => topology.kinds[kind].size > 0);
  writer.varint(kinds.length);
  for (const kind of kinds) encodeKind(writer, kind, [...topology.kinds[kind].values()]);
  return withHeader(writer.finish());
}

/**
 * The topology in the bytes. Equal nested values of a column are shared by reference. Fields that the bytes lack (an
 * older writer) have their absent value; fields and kinds that this version lacks are left out. Throws
 * {@link ColumnsError}, never anything else.
 */
export function decodeColumns(bytes: Uint8Array): Topology {
  checkHeader(bytes);
  try {
    return decodeBody(new ByteReader(bytes, HEADER_LENGTH));
  } catch (error) {
    if (error instanceof ColumnsError) throw error;
    throw new ColumnsError('damaged', error instanceof Error ? error.message : 'unreadable');
  }
}

function encodeKind(writer: ByteWriter, kind: Kind, records: NetRecord[]): void {
  const fields: string[] = fieldNames(kind).filter((field) => (field as string) !== 'kind');
  const columns = columnsOf(kind, fields, records.sort(byName));
  writer.text(kind);
  writer.varint(records.length);
  writer.varint(fields.length);
  for (const field of fields) {
    const hint = hintFor(kind, field);
    const groups = hint && 'groupedBy' in hint ? columns.get(hint.groupedBy) : undefined;
    writer.text(field);
    encodeColumn(writer, columns.get(field) ?? [], hint, groups);
  }
}

/** Row by row, because a record's fields lie beside each other in memory. */
function columnsOf(kind: Kind, fields: readonly string[], records: readonly NetRecord[]): Map<string, JsonValue[]> {
  const blank = BLANK[kind] as unknown as Readonly<Record<string, JsonValue>>;
  const columns = fields.map((field) => ({ field, absent: blank[field] ?? null, values: [] as JsonValue[] }));
  for (const record of records) {
    const row = record as unknown as Readonly<Record<string, JsonValue>>;
    for (const { field, absent, values } of columns) values.push(row[field] ?? absent);
  }
  return new Map(columns.map(({ field, values }) => [field, values]));
}

function byName(a: NetRecord, b: NetRecord): number {
  return order(a.namespace, b.namespace) || order(a.name, b.name) || order(a.uid, b.uid);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withHeader(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH + body.length);
  bytes.set([...MAGIC, VERSION]);
  bytes.set(body, HEADER_LENGTH);
  new DataView(bytes.buffer).setUint32(5, checksum(body));
  return bytes;
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length < HEADER_LENGTH || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new ColumnsError('not_columns', `${bytes.length} bytes without the mark NKCO`);
  }
  const version = bytes[4] ?? 0;
  if (version > VERSION) throw new ColumnsError('newer_version', `version ${version}, this program reads ${VERSION}`);
  if (version < 1) throw new ColumnsError('damaged', 'there is no version 0');
  const expected = new DataView(bytes.buffer, bytes.byteOffset).getUint32(5);
  if (checksum(bytes.subarray(HEADER_LENGTH)) !== expected) throw new ColumnsError('damaged', 'the checksum differs');
}

/** FNV-1a over the bytes, 32 bits. */
function checksum(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) value = Math.imul(value ^ (bytes[i] ?? 0), 0x01000193);
  return value >>> 0;
}

function decodeBody(reader: ByteReader): Topology {
  const topology = emptyTopology();
  for (let kinds = reader.count(); kinds > 0; kinds--) {
    const name = reader.text();
    const count = reader.count();
    const columns = readColumns(reader, count);
    const kind = KINDS.find((known) => known === name);
    if (kind) fill(topology, kind, columns, count);
  }
  if (reader.remaining > 0) throw new ColumnsError('damaged', 'there is more than the kinds announced');
  return topology;
}

type Columns = ReadonlyMap<string, readonly JsonValue[]>;

function readColumns(reader: ByteReader, count: number): Columns {
  const columns = new Map<string, readonly JsonValue[]>();
  for (let fields = reader.count(); fields > 0; fields--) {
    const field = reader.text();
    columns.set(
      field,
      decodeColumn(reader, count, (other) => columns.get(other)),
    );
  }
  return columns;
}

function fill(topology: Topology, kind: Kind, columns: Columns, count: number): void {
  const index = topology.kinds[kind] as unknown as Map<string, NetRecord>;
  const present = fieldNames(kind).flatMap((field) => {
    const values = columns.get(field);
    return values && (field as string) !== 'kind' ? [{ field: field, values }] : [];
  });
  for (let row = 0; row < count; row++) {
    const record: Record<string, unknown> = { ...BLANK[kind] };
    for (const { field, values } of present) record[field] = values[row];
    index.set(String(record['uid']), record as unknown as NetRecord);
  }
  if (index.size !== count) throw new ColumnsError('damaged', `two ${kind} objects with one UID`);
}
