#!/bin/sh
# Prints the Debian packages that building or running the bridge lacks, in one line; nothing where all is there.
# $1: the folder of a libtorch of one's own, or nothing for the distribution's.
missing=
command -v cmake >/dev/null || missing="$missing cmake"
command -v make >/dev/null || missing="$missing make"
if ! command -v c++ >/dev/null; then
  missing="$missing g++ libtorch-dev"
elif ! printf '#if !__has_include(<ATen/ATen.h>)\n#error\n#endif\n' | c++ ${1:+-I"$1/include"} -x c++ -E - >/dev/null 2>&1; then
  missing="$missing libtorch-dev"
fi

# With the reference BLAS, libtorch multiplies matrices some fifty times slower than with OpenBLAS. A libtorch of one's own has its own.
if [ -z "$1" ]; then
  blas=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | sed -n 's/.*libblas\.so\.3 .*=> //p' | head -n 1)
  case $(readlink -f "$blas") in
    '' | */blas/libblas.so.*) missing="$missing libopenblas0-pthread" ;;
  esac
fi
echo $missing
