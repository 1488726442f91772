#!/bin/sh
# Cuts the fonts of the theme from their npm packages. Run in an empty folder after
#   npm install @fontsource-variable/source-serif-4 @fontsource-variable/source-sans-3 \
#               @fontsource-variable/noto-naskh-arabic @fontsource-variable/noto-sans-arabic
#   pip install fonttools brotli
# The names of the fonts are left out, as the licence asks of changed versions of "Source".
# The same ranges stand in css/01-fonts.css as unicode-range.
set -eu
from=node_modules/@fontsource-variable
out=${1:?folder to write to}

latin="U+0020-007E,U+00A0,U+00A3,U+00AB,U+00AD,U+00B0,U+00B7,U+00BB,U+00D7,U+00E8,U+00E9,U+2009,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+20AC,U+2116,U+2190-2193,U+2212"
latin_more="U+00A1,U+00A2,U+00A4-00AA,U+00AC,U+00AE,U+00AF,U+00B1-00B6,U+00B8-00BA,U+00BC-00D6,U+00D8-00E7,U+00EA-00FF,U+0131,U+0152,U+0153,U+02BC,U+2020,U+2021,U+2030,U+2032,U+2033,U+2039,U+203A,U+2122"
latin_ext="U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E"
cyrillic="U+0400-045F,U+0490,U+0491"
arabic="U+0600-060C,U+061B,U+061C,U+061F,U+0621-063A,U+0640-0655,U+0660-066D,U+0670,U+0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A4,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1,U+06CC,U+06D2,U+06D4,U+06F0-06F9,U+FD3E,U+FD3F"

cut() { # name, package file, code points, features, axes...
  name=$1 file=$2 points=$3 features=$4
  shift 4
  fonttools varLib.instancer -q "$from/$file.woff2" "$@" -o "$out/$name.ttf"
  pyftsubset "$out/$name.ttf" --unicodes="$points" --layout-features="$features" --flavor=woff2 \
    --no-hinting --desubroutinize --name-IDs=0,13,14 --output-file="$out/$name.woff2"
  rm "$out/$name.ttf"
}

western="kern,liga,locl,mark,mkmk,ccmp,tnum,lnum,calt"
for part in latin latin-more latin-ext cyrillic; do
  script=$part
  case $part in
    latin) points=$latin ;; latin-more) points=$latin_more script=latin ;;
    latin-ext) points=$latin_ext ;; cyrillic) points=$cyrillic ;;
  esac
  serif=source-serif-4/files/source-serif-4-$script-opsz
  cut "head-$part" "$serif-normal" "$points" "$western" wght=600 opsz=28
  cut "text-$part" "$serif-normal" "$points" "$western" wght=400 opsz=14
  cut "italic-$part" "$serif-italic" "$points" "$western" wght=400 opsz=14
  cut "sans-$part" "source-sans-3/files/source-sans-3-$script-wght-normal" "$points" "$western" wght=400:700
done
cut text-arabic noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal "$arabic" "*" wght=400:700
cut sans-arabic noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal "$arabic" "*" wght=400:700
