#!/bin/sh
# Makes the pictures beside it: four colours in the corners, 96 by 64. Needs ImageMagick and avifenc
# (libavif-bin). Run it where it lies.
set -eu
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
convert -size 48x32 xc:'rgb(200,30,30)' xc:'rgb(30,160,60)' +append "$work/top.png"
convert -size 48x32 xc:'rgb(30,30,200)' xc:'rgb(128,128,128)' +append "$work/low.png"
convert "$work/top.png" "$work/low.png" -append -depth 8 "$work/plain.png"
convert "$work/plain.png" -depth 16 -define png:bit-depth=16 "$work/deep.png"
convert -size 48x64 xc:'gray(255)' xc:'gray(128)' +append "$work/mask.png"
convert "$work/plain.png" "$work/mask.png" -alpha off -compose CopyOpacity -composite "PNG32:$work/clear.png"
for part in 0 1 2 3; do
    convert "$work/plain.png" -crop "48x32+$((part % 2 * 48))+$((part / 2 * 32))" +repage -resize 200% "$work/tile$part.png"
done
make() { avifenc -s 6 --min 4 --max 12 "$@" > /dev/null; }
make -y 420 "$work/plain.png" 420.avif
make -y 444 "$work/plain.png" 444.avif
make -y 422 -d 10 "$work/deep.png" 422-10-bits.avif
make -y 420 -d 12 "$work/deep.png" 420-12-bits.avif
make -y 400 "$work/plain.png" grey.avif
make -y 420 -r limited --cicp 1/13/1 "$work/plain.png" limited-709.avif
make -y 444 -d 10 --cicp 9/14/9 "$work/deep.png" 2020.avif
make -y 444 --cicp 12/13/6 "$work/plain.png" display-p3.avif
make -y 444 -d 10 --cicp 9/16/9 "$work/deep.png" pq.avif
make -y 420 -a film-grain-test=1 "$work/plain.png" grain.avif
make -y 420 "$work/clear.png" alpha.avif
make -y 420 -p "$work/clear.png" premultiplied.avif
make -y 420 --irot 1 "$work/plain.png" turned.avif
make -y 420 --imir 1 "$work/plain.png" mirrored.avif
make -y 420 --irot 3 --imir 0 "$work/plain.png" turned-and-mirrored.avif
make -y 420 --clap 48,1,32,1,24,1,16,1 "$work/plain.png" lower-right.avif
make -y 420 --grid 2x2 "$work/tile0.png" "$work/tile1.png" "$work/tile2.png" "$work/tile3.png" tiles.avif
avifenc -l -s 6 "$work/plain.png" lossless.avif > /dev/null
