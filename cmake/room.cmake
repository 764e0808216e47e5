# Rooms: one static library per folder. A room names the rooms it may use; tests/lint holds the includes to it.

function(qm_use_pch target family)
  if(NOT QM_PCH)
    return()
  endif()
  if(NOT TARGET qm_pch_${family})
    add_library(qm_pch_${family} OBJECT ${CMAKE_SOURCE_DIR}/cmake/pch/${family}.cpp)
    set(modules_core Qt6::Core)
    set(modules_ui Qt6::Core Qt6::Gui Qt6::Widgets)
    set(modules_test Qt6::Core Qt6::Test)
    target_link_libraries(qm_pch_${family} PRIVATE qm_flags ${modules_${family}})
    target_precompile_headers(qm_pch_${family} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch/${family}.h)
    set_target_properties(qm_pch_${family} PROPERTIES UNITY_BUILD OFF POSITION_INDEPENDENT_CODE ON)
  endif()
  target_precompile_headers(${target} REUSE_FROM qm_pch_${family})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# qm_room(name FAMILY core|ui LINK targets... [RESOURCES name...]) : every .cpp and .h of the folder is the room.
function(qm_room name)
  cmake_parse_arguments(ROOM "" "FAMILY" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(qm_${name} STATIC ${sources})
  set_target_properties(qm_${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(qm_${name} PUBLIC qm_flags ${ROOM_LINK})
  qm_use_pch(qm_${name} ${ROOM_FAMILY})
endfunction()

# qm_test(name SOURCES... LINK targets... [LABELS ...] [WRAP command...] [TIMEOUT s])
function(qm_test name)
  cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;LINK;LABELS;WRAP" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE qm_flags Qt6::Test ${T_LINK})
  target_compile_definitions(${name} PRIVATE
    QM_SOURCE_DIR="${CMAKE_SOURCE_DIR}" QM_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}" QM_SHARED_DIR="${QM_SHARED_DIR}")
  qm_use_pch(${name} test)
  add_test(NAME ${name} COMMAND ${T_WRAP} $<TARGET_FILE:${name}>)
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES
    LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} SKIP_REGULAR_EXPRESSION "SKIP   : [A-Za-z0-9_:]+initTestCase"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_FATAL_CRITICALS=1;${QM_TEST_ENVIRONMENT}")
endfunction()

# Where the real servers, descriptions and sample files lie; tests say SKIP where the folder is absent.
get_filename_component(QM_SHARED_DIR ${CMAKE_SOURCE_DIR}/../shared ABSOLUTE)
set(QM_SHARED_DIR ${QM_SHARED_DIR} CACHE PATH "Folder with samples and vendor servers that the tests use")

set(QM_TEST_ENVIRONMENT "")
if(QM_SANITIZE STREQUAL "address")
  set(QM_TEST_ENVIRONMENT "ASAN_OPTIONS=detect_leaks=1;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0;UBSAN_OPTIONS=print_stacktrace=1")
elseif(QM_SANITIZE STREQUAL "thread")
  set(QM_TEST_ENVIRONMENT "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp halt_on_error=1")
endif()
