import { Inflate, ZipPassThrough } from 'fflate';

/** How much of a zip is read at most: a small file can inflate to more than any memory holds. */
export interface ZipLimits {
  readonly files: number;
  readonly fileBytes: number;
  /** Of all files together, inflated. */
  readonly totalBytes: number;
  /** How many times its size a file may inflate to, beyond the first 10 MB. */
  readonly ratio: number;
}

export const zipLimits: ZipLimits = { files: 100_000, fileBytes: 256 * 2 ** 20, totalBytes: 4 * 2 ** 30, ratio: 200 };

const freeOfRatio = 10 * 2 ** 20;

/** Why a file of a zip, or all of it, was not read. */
export type ZipTrouble = 'damaged' | 'encrypted' | 'too-big' | 'too-many-files' | 'unsupported';

export class ZipError extends Error {
  override readonly name = 'ZipError';

  constructor(readonly code: ZipTrouble) {
    super(code);
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly inflatedSize: number;
  readonly offset: number;
}

const windowBytes = 2 ** 20;

/** A file in windows: most reads go on where the last one ended, and each read of its own asks the browser's process. */
class WindowedFile {
  #start = 0;
  #window = new Uint8Array();

  constructor(readonly blob: Blob) {}

  get size(): number {
    return this.blob.size;
  }

  async bytes(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const isInside = start >= this.#start && start + length <= this.#start + this.#window.length;
    if (!isInside) {
      const end = start + Math.max(length, windowBytes);
      this.#window = new Uint8Array(await this.blob.slice(start, end).arrayBuffer());
      this.#start = start;
    }
    const found = this.#window.subarray(start - this.#start, start - this.#start + length);
    if (found.length < length) throw new ZipError('damaged');
    return found;
  }

  async view(start: number, length: number): Promise<DataView<ArrayBuffer>> {
    const { buffer, byteOffset } = await this.bytes(start, length);
    return new DataView(buffer, byteOffset, length);
  }
}

/** JavaScript's numbers count exactly up to 8 PB. */
const longAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/**
 * The files by the directory at the zip's end (PKWARE's APPNOTE 4.3.12). A reader from the front would have to search
 * for the end of files whose size stands behind them.
 */
export async function zipEntries(blob: Blob, limits: ZipLimits): Promise<ZipEntry[]> {
  const file = new WindowedFile(blob);
  const { count, size, start } = await findDirectory(file);
  if (count > limits.files) throw new ZipError('too-many-files');
  // A name has up to 64 KB, so the count alone does not bound it.
  if (size > limits.fileBytes) throw new ZipError('too-big');
  const view = await file.view(start, size);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > size || view.getUint32(at, true) !== 0x0201_4b50) throw new ZipError('damaged');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > size) throw new ZipError('damaged');
    const long = longFields(new DataView(view.buffer, view.byteOffset + at + 46 + nameLength, extraLength));
    const field = (position: number) => {
      const value = view.getUint32(at + position, true);
      return value === 0xffff_ffff ? long() : value;
    };
    // The order of the long fields.
    const inflatedSize = field(24);
    const compressedSize = field(20);
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: compressedSize,
      inflatedSize,
      offset: field(42),
    });
    at = next;
  }
  return entries;
}

async function findDirectory(file: WindowedFile): Promise<{ count: number; size: number; start: number }> {
  // A comment of at most 64 KB may follow it.
  const length = Math.min(file.size, 22 + 0xffff);
  const end = await file.view(file.size - length, length);
  for (let at = length - 22; at >= 0; at--) {
    if (end.getUint32(at, true) !== 0x0605_4b50) continue;
    const count = end.getUint16(at + 10, true);
    const size = end.getUint32(at + 12, true);
    const start = end.getUint32(at + 16, true);
    if (count < 0xffff && size < 0xffff_ffff && start < 0xffff_ffff) return { count, size, start };
    if (at < 20 || end.getUint32(at - 20, true) !== 0x0706_4b50) return { count, size, start };
    const long = await file.view(longAt(end, at - 12), 56);
    if (long.getUint32(0, true) !== 0x0606_4b50) throw new ZipError('damaged');
    return { count: longAt(long, 32), size: longAt(long, 40), start: longAt(long, 48) };
  }
  throw new ZipError('damaged');
}

/** The ZIP64 values of a file, one after the other. */
function longFields(extra: DataView): () => number {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return () => {
      if (next + 8 > extra.byteLength) throw new ZipError('damaged');
      next += 8;
      return longAt(extra, next - 8);
    };
  }
  return () => {
    throw new ZipError('damaged');
  };
}

/** Deflate makes at most 1,032 bytes of one: so one piece becomes 8 MB at most before the limits are checked again. */
const pieceBytes = 8 * 1024;

/** Reads the files of one zip within the limits, and counts what they inflate to. */
export class ZipReader {
  readonly #file: WindowedFile;
  #inflated = 0;

  constructor(
    file: Blob,
    readonly limits: ZipLimits,
  ) {
    this.#file = new WindowedFile(file);
  }

  async read(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
    if (entry.isEncrypted) throw new ZipError('encrypted');
    if (entry.method !== 0 && entry.method !== 8) throw new ZipError('unsupported');
    this.#check(entry, entry.inflatedSize);
    const header = await this.#file.view(entry.offset, 30);
    if (header.getUint32(0, true) !== 0x0403_4b50) throw new ZipError('damaged');
    const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);

    const pieces: Uint8Array[] = [];
    let length = 0;
    const take = (piece: Uint8Array) => {
      pieces.push(piece);
      length += piece.length;
      this.#inflated += piece.length;
      this.#check(entry, length);
    };
    const inflate = entry.method === 8 ? new Inflate(take) : null;
    for (let at = 0; at < entry.size; at += pieceBytes) {
      const piece = await this.#file.bytes(start + at, Math.min(pieceBytes, entry.size - at));
      if (inflate) inflated(() => inflate.push(piece, at + pieceBytes >= entry.size));
      else take(piece.slice());
    }
    const bytes = joined(pieces, length);
    if (crc32(bytes) !== entry.crc) throw new ZipError('damaged');
    return bytes;
  }

  #check({ size }: ZipEntry, length: number): void {
    const isBomb = length > freeOfRatio && length > size * this.limits.ratio;
    if (isBomb || length > this.limits.fileBytes || this.#inflated > this.limits.totalBytes) {
      throw new ZipError('too-big');
    }
  }
}

/** What fflate throws at a broken stream. */
function inflated(push: () => void): void {
  try {
    push();
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('damaged');
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** fflate has the sum only inside its writer. */
function crc32(bytes: Uint8Array): number {
  const writer = new ZipPassThrough('');
  writer.ondata = () => {};
  writer.push(bytes, true);
  return writer.crc >>> 0;
}
