# What Polder needs from the system. All are looked for before anything is said, so that one message names every
# missing Debian package and one apt-get line installs them.
set(polder_missing "")
find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR "pkg-config is missing. On Debian: apt-get install pkg-config")
endif()

# polder_need(<prefix> <pkg-config module> <Debian package>): the target PkgConfig::<prefix>
macro(polder_need prefix module package)
  pkg_check_modules(${prefix} QUIET IMPORTED_TARGET ${module})
  if(NOT ${prefix}_FOUND)
    list(APPEND polder_missing ${package})
  endif()
endmacro()

polder_need(LUA lua5.4 liblua5.4-dev)
polder_need(JANSSON jansson libjansson-dev)
find_program(MSGFMT msgfmt)
if(NOT MSGFMT)
  list(APPEND polder_missing gettext)
endif()
if(POLDER_TESTS)
  polder_need(CMOCKA cmocka libcmocka-dev)
endif()

if(polder_missing)
  list(JOIN polder_missing " " polder_missing)
  set(polder_hint "")
  if(polder_missing MATCHES "libcmocka-dev")
    set(polder_hint "\n(cmocka is for the tests only: -DPOLDER_TESTS=OFF builds without it.)")
  endif()
  message(FATAL_ERROR "Something is missing. On Debian:\n  apt-get install ${polder_missing}${polder_hint}")
endif()
