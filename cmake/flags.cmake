# The one target that carries every compiler flag and definition; each room and test links it.
add_library(qm_flags INTERFACE)
target_compile_features(qm_flags INTERFACE cxx_std_20)
target_include_directories(qm_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(qm_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MSVC)
  target_compile_options(qm_flags INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${QM_WERROR}>:/WX>)
else()
  target_compile_options(qm_flags INTERFACE
    -Wall -Wextra -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
    $<$<CONFIG:Debug>:-g1> $<$<BOOL:${QM_WERROR}>:-Werror>)
endif()

if(QM_SANITIZE STREQUAL "address")
  target_compile_options(qm_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(qm_flags INTERFACE -fsanitize=address,undefined)
elseif(QM_SANITIZE STREQUAL "thread")
  target_compile_options(qm_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(qm_flags INTERFACE -fsanitize=thread)
endif()

# Qt Test defines macros that differ per folder, which keeps tests from sharing one precompiled header.
get_target_property(qm_test_definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
list(FILTER qm_test_definitions EXCLUDE REGEX "QT_TESTCASE_(BUILD|SOURCE)DIR")
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${qm_test_definitions}")
