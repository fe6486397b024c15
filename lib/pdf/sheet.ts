import 'server-only';
import PDFDocument from 'pdfkit';
import type { Locale } from '#lib/i18n/locales.ts';
import { cardFonts } from '#lib/sharing/card-fonts.ts';

/** A4, in points. */
const PAGE = { width: 595, height: 842, margin: 56 };
const LEFT = PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;
const INK = '#1b1f27';
const MUTED = '#5d6470';
const LINE = '#d9dbde';
/** Characters that the Latin typeface lacks. */
const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

interface SheetOptions {
  title: string;
  locale: Locale;
  /** Replaces the creation time in the file, so that the same content gives the same file. */
  date: Date;
}

export interface Column {
  text: string;
  /** The left edge of the text, or with `isEnd` its right edge. */
  at: number;
  isEnd?: boolean;
}

/** A document of text and tables, filled from the top down, in the product's typefaces. */
export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #bytes: Promise<Buffer>;
  #y = PAGE.margin;

  constructor({ title, locale, date }: SheetOptions) {
    const info = { Title: title, Creator: 'TokenHub', Producer: 'TokenHub', CreationDate: date };
    const fonts = cardFonts(locale === 'zh' ? 'zh' : 'ja');
    const [latin] = fonts;
    if (!latin) throw new Error('The typeface is gone.');
    this.#document = new PDFDocument({
      ...{ size: [PAGE.width, PAGE.height], margin: 0, info, lang: locale, displayTitle: true },
      font: latin.data as unknown as string, // buffers are accepted too; the types declare only paths
    });
    for (const { name, weight, data } of fonts) this.#document.registerFont(`${name} ${weight}`, data);
    this.#bytes = collect(this.#document);
  }

  heading(text: string, size = 20): void {
    this.#room(size * 2);
    this.#write(text, { x: LEFT, size, isBold: true });
    this.#y += size * 1.7;
  }

  /** Lists of lines as columns, side by side. */
  columns(lists: readonly (readonly string[])[]): void {
    const width = (RIGHT - LEFT) / Math.max(lists.length, 1);
    const longest = Math.max(...lists.map((lines) => lines.length), 0);
    this.#room(longest * 14);
    for (const [column, lines] of lists.entries()) {
      for (const [row, text] of lines.entries()) {
        const place = { x: LEFT + column * width, y: this.#y + row * 14, width: width - 12 };
        this.#write(text, { ...place, size: 9.5, color: row === 0 ? MUTED : INK });
      }
    }
    this.#y += longest * 14 + 14;
  }

  row(columns: readonly Column[], { isBold = false, isMuted = false } = {}): void {
    this.#room(20);
    for (const { text, at, isEnd } of columns) {
      const look = { size: 9.5, isBold, color: isMuted ? MUTED : INK };
      if (isEnd) this.#write(text, { ...look, x: LEFT, width: at, align: 'right' });
      else this.#write(text, { ...look, x: LEFT + at });
    }
    this.#y += 15;
    this.#document.moveTo(LEFT, this.#y).lineTo(RIGHT, this.#y).lineWidth(0.5).strokeColor(LINE).stroke();
    this.#y += 5;
  }

  note(text: string): void {
    this.#font(text, false);
    const height = this.#document.fontSize(8.5).heightOfString(text, { width: RIGHT - LEFT });
    this.#room(height);
    this.#write(text, { x: LEFT, size: 8.5, color: MUTED, width: RIGHT - LEFT, isWrapped: true });
    this.#y += height + 6;
  }

  gap(height = 14): void {
    this.#y += height;
  }

  end(): Promise<Buffer> {
    this.#document.end();
    return this.#bytes;
  }

  #room(height: number): void {
    if (this.#y + height <= PAGE.height - PAGE.margin) return;
    this.#document.addPage();
    this.#y = PAGE.margin;
  }

  #write(
    text: string,
    { x, y = this.#y, size, isBold = false, color = INK, width, align, isWrapped = false }: Look,
  ): void {
    this.#font(text, isBold);
    const box = {
      lineBreak: isWrapped || width !== undefined,
      ...(width !== undefined && { width }),
      ...(align && { align }),
    };
    const oneLine = isWrapped ? {} : { height: size * 1.3, ellipsis: true };
    this.#document
      .fontSize(size)
      .fillColor(color)
      .text(text, x, y, { ...box, ...oneLine });
  }

  #font(text: string, isBold: boolean): void {
    this.#document.font(`${CJK.test(text) ? 'Noto' : 'Geist'} ${isBold ? 600 : 400}`);
  }
}

interface Look {
  x: number;
  y?: number;
  size: number;
  isBold?: boolean;
  color?: string;
  width?: number;
  align?: 'right';
  isWrapped?: boolean;
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });
}
