// Renditions by sharp: FILE FOLDER FORMATS, as Dateline makes them. Prints the seconds it took.
import sharp from "sharp";

const [file, folder, formats] = process.argv.slice(2);
const widths = [1600, 1280, 960, 640, 480];
const settings = {
  jpg: (image) => image.jpeg({ quality: Number(process.env.JPEG ?? 82) }),
  webp: (image) => image.webp({ quality: Number(process.env.WEBP ?? 78) }),
  avif: (image) => image.avif({ quality: Number(process.env.AVIF ?? 55), effort: 4 }),
};

const started = performance.now();
for (const format of formats.split(",")) {
  for (const width of widths) {
    await settings[format](sharp(file).rotate().resize({ width })).toFile(`${folder}/${width}.${format}`);
  }
}
console.log(((performance.now() - started) / 1000).toFixed(4));
