/** Long side of a picture in pixels: enough to read a receipt. */
const LONG_SIDE = 2000;

/** A picture made smaller on the device, without the place and time its camera wrote into it. Other files stay as they are. */
export async function lighten(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif|avif)/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg';
    const blob = await canvas.convertToBlob({ type, quality: 0.85 });
    return new File([blob], file.name.replace(/\.\w+$/, type === 'image/png' ? '.png' : '.jpg'), { type });
  } catch {
    return file;
  }
}
