/** Puts a file into the visitor's hands. Nothing leaves the machine: the file is made here. */

const TYPES = {
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  csv: 'text/csv',
} as const;

/** A browser needs the address until it has begun to save, and does not say when that is. */
const KEPT_MS = 60_000;
/** Pixels of the picture for one of the page: sharp on a screen and in print. */
const SCALE = 2;
/** What every browser can draw on, along one side. */
const MOST = 8192;

export function fileOf(text: string, format: keyof typeof TYPES): Blob {
  const encoding = format === 'csv' ? ';charset=utf-8' : '';
  return new Blob([text], { type: TYPES[format] + encoding });
}

export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** The picture in dots. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(fileOf(svg, 'svg'));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const scale = Math.min(SCALE, MOST / width, MOST / height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, TYPES.png));
    if (blob === null) throw new Error('the picture is too large');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
