"""Makes NotoSansTC-Subset.otf anew from Noto Sans CJK TC: python3 make.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc (needs fonttools).

In it are Latin and the usual signs, the 5,401 frequent characters of Big5, and whatever else stands in the catalogue and in the texts.
"""
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
source = here.parents[2]

wanted = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2040), *range(0x3000, 0x3020), *range(0xFF00, 0xFF60)}
wanted |= {ord(sign) for sign in "€™←↑→↓−≤≥■□▲▼○●◆◇★☆・"}
for high in range(0xA4, 0xC7):
    for low in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
        try:
            wanted.add(ord(bytes([high, low]).decode("big5")))
        except UnicodeDecodeError:
            pass  # a gap in the table
for file in [*source.glob("CompetencyBot.Domain/Catalogue/Editions/*.json"), *source.glob("CompetencyBot/**/*Texts*.resx")]:
    wanted |= {ord(sign) for sign in file.read_text("utf-8") if sign >= " "}

subprocess.run(
    [
        sys.executable, "-m", "fontTools.subset", sys.argv[1], "--font-number=3",  # the face for Traditional Chinese in the collection
        "--unicodes=" + ",".join(f"{sign:X}" for sign in sorted(wanted)), f"--output-file={here / 'NotoSansTC-Subset.otf'}",
        "--layout-features=", "--no-hinting", "--desubroutinize", "--name-IDs=*", "--notdef-outline",
        "--drop-tables+=vhea,vmtx,VORG,DSIG,BASE,GPOS,GSUB",
    ],
    check=True,
)
