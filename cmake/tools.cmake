# ccache and lld speed the build up where they are present; nothing depends on them.
find_program(QM_CCACHE ccache)
if(QM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${QM_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${QM_CCACHE})
endif()

find_program(QM_LLD NAMES ld.lld lld)
if(QM_LLD AND NOT MSVC AND NOT APPLE)
  add_link_options(-fuse-ld=lld)
endif()
