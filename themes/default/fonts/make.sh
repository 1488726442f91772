#!/bin/sh
# Cuts the fonts of the theme from their npm packages. Run in an empty folder after
#   npm install @fontsource-variable/source-serif-4 @fontsource-variable/source-sans-3 \
#               @fontsource-variable/noto-naskh-arabic
#   pip install fonttools brotli
# The names of the fonts are left out, as the licence asks of changed versions of "Source".
# The same ranges stand in css/01-fonts.css as unicode-range. What common texts of a language need is in
# one file a face, so that a story with its fonts stays below 60 KB; rarer letters are in the files "more".
set -eu
from=node_modules/@fontsource-variable
out=${1:?folder to write to}
here=$(cd "$(dirname "$0")" && pwd)
# Kerning of less than a fortieth of an em is left out: nobody sees it, and it is a tenth of a file.
least=25

latin="U+0020-003B,U+003D,U+003F-005B,U+005D,U+005F,U+0061-007A,U+00A0,U+00A3,U+00A9,U+00AB,U+00AD,U+00B0,U+00B7,U+00BB,U+00E9,U+2009-200A,U+2010-2014,U+2018-201A,U+201C-201E,U+2026,U+202F,U+20AC"
latin_more="U+003C,U+003E,U+005C,U+005E,U+0060,U+007B-007E,U+00A1,U+00A2,U+00A4-00A8,U+00AA,U+00AC,U+00AE,U+00AF,U+00B1-00B6,U+00B8-00BA,U+00BC-00E8,U+00EA-00FF,U+0131,U+0152,U+0153,U+02BC,U+2020-2022,U+2030,U+2032,U+2033,U+2039,U+203A,U+2116,U+2122,U+2190-2193,U+2212"
italic="U+0020-0022,U+0026-0029,U+002C-003B,U+003F,U+0041-005A,U+0061-007A,U+00A0,U+00AB,U+00BB,U+00E9,U+2010-2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2191"
italic_more="U+0023-0025,U+002A,U+002B,U+003C-003E,U+0040,U+005B-0060,U+007B-007E,U+00A3,U+00A9,U+00AD,U+00B0,U+00B7,U+2009,U+200A,U+201A,U+201E,U+202F,U+20AC,U+00A1,U+00A2,U+00A4-00A8,U+00AA,U+00AC,U+00AE,U+00AF,U+00B1-00B6,U+00B8-00BA,U+00BC-00E8,U+00EA-00FF,U+0131,U+0152,U+0153,U+02BC,U+2020-2022,U+2030,U+2032,U+2033,U+2039,U+203A,U+2116,U+2122,U+2190-2193,U+2212"
latin_ext="U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E"
cyrillic="U+0401,U+0404,U+0406,U+0407,U+0410-044F,U+0451,U+0454,U+0456,U+0457,U+0490,U+0491"
cyrillic_more="U+0400,U+0402,U+0403,U+0405,U+0408-040F,U+0450,U+0452,U+0453,U+0455,U+0458-045F"
arabic="U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+0671"
arabic_more="U+0600-060B,U+061C,U+0653-0655,U+066D,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A4,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1,U+06CC,U+06D2,U+06D4,U+06F0-06F9,U+FD3E,U+FD3F"

cut() { # name, package file, code points, features, axes...
  name=$1 file=$2 wanted=$3 features=$4
  shift 4
  fonttools varLib.instancer -q "$from/$file.woff2" "$@" -o "$out/$name.ttf"
  pyftsubset "$out/$name.ttf" --unicodes="$wanted" --layout-features="$features" \
    --no-hinting --desubroutinize --name-IDs=0,13,14 --output-file="$out/cut.ttf"
  python3 "$here/lighten.py" "$out/cut.ttf" "$out/$name.woff2" $least
  rm "$out/$name.ttf" "$out/cut.ttf"
}

# A page in Cyrillic or Arabic needs no Latin letters, but spaces, figures, signs and the C of degrees.
russian="U+0401,U+0410-044F,U+0451,U+2116"
signs="U+0020-0040,U+0043,U+005B-005F,U+007B-007E,U+00A0,U+00A9,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00D7,U+2009,U+2010-2014,U+2019,U+201C-201E,U+2026,U+2116,U+2190-2193,U+202F,U+20AC,U+2212"

# The fewest of them, light to bold, for Arabic text and heads.
few="U+0020-0025,U+0028-003A,U+003F,U+0043,U+00A0,U+00AB,U+00B0,U+00B7,U+00BB,U+00D7,U+2013,U+2014,U+2019,U+201C,U+201D,U+2026,U+2191"

# One file of two: letters of a script, and signs of the Latin font beside it.
joint() { # name, package file of the letters, code points, package file of the signs, features, axes...
  name=$1 letters=$2 wanted=$3 latin_file=$4 features=$5
  shift 5
  fonttools varLib.instancer -q "$from/$letters.woff2" "$@" -o "$out/letters.ttf"
  fonttools varLib.instancer -q "$from/$latin_file.woff2" "$@" -o "$out/signs.ttf"
  pyftsubset "$out/letters.ttf" --unicodes="$wanted" --layout-features="$features" --no-hinting \
    --notdef-outline --name-IDs=0,13,14 --output-file="$out/letters-cut.ttf"
  pyftsubset "$out/signs.ttf" --unicodes="$signs" --layout-features="$features" --no-hinting \
    --name-IDs=0,13,14 --output-file="$out/signs-cut.ttf"
  fonttools merge "$out/letters-cut.ttf" "$out/signs-cut.ttf" --output-file="$out/joint.ttf"
  pyftsubset "$out/joint.ttf" --unicodes="$wanted,$signs" --layout-features="$features" \
    --no-hinting --desubroutinize --name-IDs=0,13,14 --output-file="$out/cut.ttf"
  python3 "$here/lighten.py" "$out/cut.ttf" "$out/$name.woff2" $least
  rm "$out/cut.ttf" "$out/letters.ttf" "$out/signs.ttf" "$out/letters-cut.ttf" "$out/signs-cut.ttf" "$out/joint.ttf"
}

western="kern,liga,locl,ccmp,mark"
# Small print is loosely set: its kerning would be a fifth of its file.
small="locl,ccmp"
# A word or two stand in italics: their kerning is not worth its bytes.
slanted="liga,locl,ccmp,mark"
for part in latin latin-more latin-ext cyrillic cyrillic-more; do
  script=${part%-more}
  case $part in
    latin) points=$latin ;; latin-more) points=$latin_more ;; latin-ext) points=$latin_ext ;;
    cyrillic) points=$cyrillic ;; cyrillic-more) points=$cyrillic_more ;;
  esac
  serif=source-serif-4/files/source-serif-4-$script-opsz
  cut "head-$part" "$serif-normal" "$points" "$western" wght=600 opsz=28
  cut "text-$part" "$serif-normal" "$points" "$western" wght=400 opsz=14
  # Signs are rarer still in italics.
  case $part in latin) slant=$italic ;; latin-more) slant=$italic_more ;; *) slant=$points ;; esac
  cut "italic-$part" "$serif-italic" "$slant" "$slanted" wght=400 opsz=14
  cut "sans-$part" "source-sans-3/files/source-sans-3-$script-wght-normal" "$points" "$small" wght=400:600
done
joined="ccmp,init,medi,fina,isol,rlig,liga,calt,mark,mkmk,kern,locl"
cut text-arabic noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal "$arabic" "$joined" wght=400:700
cut text-arabic-more noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal "$arabic,$arabic_more" "$joined" wght=400:700
latin_serif=source-serif-4/files/source-serif-4-latin-opsz-normal
latin_sans=source-sans-3/files/source-sans-3-latin-wght-normal
cut text-signs $latin_serif "$few" "locl,ccmp" wght=400:700 opsz=14
cyrillic_serif=source-serif-4/files/source-serif-4-cyrillic-opsz-normal
joint head-russian $cyrillic_serif "$russian" $latin_serif "kern,locl,ccmp" wght=600 opsz=28
joint text-russian $cyrillic_serif "$russian" $latin_serif "kern,locl,ccmp" wght=400 opsz=14
joint sans-russian source-sans-3/files/source-sans-3-cyrillic-wght-normal "$russian" $latin_sans "$small" wght=500
