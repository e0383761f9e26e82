# A text as C: cmake -DFILE=report.css -DNAME=pl_report_style -DOUT=style.c -P embed.cmake
file(READ ${FILE} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUT} "/* Made by embed.cmake. */\n#include \"style.h\"\n\nconst char ${NAME}[] = {${bytes}0};\n")
