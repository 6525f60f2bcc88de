export const MAX_SIDE = 1600;
export const MAX_PHOTOS = 3;
const QUALITY = 0.85;
// Some systems give HEIC files no type at all.
const PICTURE_NAME = /\.(jpe?g|png|webp|gif|avif|bmp|hei[cf])$/i;

/** @param {{type: string, name: string}} file */
export function isPicture({ type, name }) {
  return type ? type.startsWith("image/") : PICTURE_NAME.test(name);
}

/**
 * The size that fits into a square, in the same proportion and never larger.
 *
 * @param {{width: number, height: number}} size
 * @param {number} [side]
 */
export function fit({ width, height }, side = MAX_SIDE) {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/**
 * The picture as a JPEG of at most MAX_SIDE pixels, upright. A picture that this browser can't
 * read (HEIC outside Safari) is returned as it is: the gateway may know it.
 *
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function scaled(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, fit(bitmap));
  paint(canvas, bitmap);
  bitmap.close();
  return new Promise((resolve) =>
    canvas.toBlob((jpeg) => resolve(jpeg ?? file), "image/jpeg", QUALITY),
  );
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} bitmap
 */
function paint(canvas, bitmap) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  // JPEG has no transparency: without this it would turn black.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}
