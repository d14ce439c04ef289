/** Long side of a picture in pixels: enough to read a receipt. */
const LONG_SIDE = 2000;

/** A picture made smaller on the device, without the place and time its camera wrote into it. What is no picture stays as it is. */
export async function lighten(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const type = 'image/jpeg';
    return new File([await canvas.convertToBlob({ type, quality: 0.85 })], `${file.name}.jpg`, { type });
  } catch {
    return file;
  }
}
