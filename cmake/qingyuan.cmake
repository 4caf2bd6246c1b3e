# The standard headers, and the one of JSON, are parsed once for all libraries and once for their tests (a fifth of the compiler's work) where QY_QUICK is on:
# a release is built so. Every file still includes what it uses: the other presets build without.
set(QY_STANDARD_HEADERS <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <cstdint> <cstdio> <cstdlib> <cstring> <filesystem> <fstream>
  <functional> <map> <memory> <mutex> <optional> <set> <span> <sstream> <string> <string_view> <thread> <tuple> <unordered_map> <utility>
  <variant> <vector> <nlohmann/json.hpp>)

function(qy_parsed_headers name)  # makes target qy_<name> whose parsed headers others reuse; they must be compiled with the same options
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cc CONTENT "")
  add_library(qy_${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
  qy_warnings(qy_${name})
  target_precompile_headers(qy_${name} PRIVATE ${ARGN})
endfunction()

function(qy_quick target alone)
  if(QY_QUICK)
    target_precompile_headers(${target} REUSE_FROM qy_parsed)
    if(NOT alone)
      set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
    endif()
  endif()
endfunction()

# One function makes every library of the project.
#
#   qy_library(lake SOURCES catalog.cc … USES base text PRIVATE_LIBS yaml-cpp)
#
# ALONE: its files are compiled one by one, also where QY_QUICK compiles them in groups.
# USES names the folders whose headers this one may include: tests/layering_test.py reads it, and fails on any other include.
# Tests lie beside the code: every *_test.cc of the folder becomes part of <folder>_tests.
function(qy_library name)
  cmake_parse_arguments(ARG "ALONE" "" "SOURCES;USES;PRIVATE_LIBS" ${ARGN})
  add_library(qy_${name} STATIC ${ARG_SOURCES})
  target_include_directories(qy_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${ARG_USES})
    target_link_libraries(qy_${name} PUBLIC qy_${used})
  endforeach()
  target_link_libraries(qy_${name} PRIVATE ${ARG_PRIVATE_LIBS})
  qy_warnings(qy_${name})
  qy_quick(qy_${name} ${ARG_ALONE})

  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cc)
  if(QY_TESTS AND tests)
    add_executable(${name}_tests ${tests})
    target_link_libraries(${name}_tests PRIVATE qy_${name} ${ARG_PRIVATE_LIBS} GTest::gtest_main rapidcheck)
    qy_warnings(${name}_tests)
    target_compile_options(${name}_tests PRIVATE ${QY_TEST_OPTIONS})
    if(QY_QUICK)
      target_precompile_headers(${name}_tests REUSE_FROM qy_parsed_tests)
    endif()
    target_compile_definitions(${name}_tests PRIVATE QY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_tests WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.suppressions)
  endif()
endfunction()

# Makes a data file part of the program: qy_embed(text surnames names/surnames.tsv) gives "embedded/surnames.h" with a text_of_surnames.
function(qy_embed library name file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${PROJECT_SOURCE_DIR}/${file} text)
  # A literal may be no longer than some compilers take: the text is cut at line ends into several that stand side by side.
  string(REPLACE "\n" "\n)~\"\nR\"~(" text "${text}")
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.h @ONLY CONTENT
    "#pragma once\n#include <string_view>\nnamespace qy {\ninline constexpr std::string_view text_of_${name} =\nR\"~(@text@)~\";\n}\n")
  target_include_directories(qy_${library} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

function(qy_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wswitch -Wnon-virtual-dtor -Wno-missing-field-initializers -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees ghosts in std::string and std::variant at -O2.
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
    # With parsed headers it forgets which lines are the system's, and sees more of them there; in a group every file looks like a header.
    target_compile_options(${target} PRIVATE $<$<BOOL:${QY_QUICK}>:-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-subobject-linkage>)
  endif()
  # Embedded data are long literals, and no compiler that we build with minds.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings>)
  if(QY_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${QY_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${QY_SANITIZE})
    if(QY_SANITIZE STREQUAL "thread")  # it knows no fences; Asio's queues hold a mutex besides
      target_compile_definitions(${target} PRIVATE BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
  endif()
  if(QY_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# What is tested is built as it ships; the tests themselves are compiled often and run once.
set(QY_TEST_OPTIONS $<$<CONFIG:Release>:-O0>)

if(QY_TESTS)
  find_package(GTest REQUIRED)
  find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
  find_library(RAPIDCHECK_LIB rapidcheck REQUIRED)
  add_library(rapidcheck INTERFACE)
  target_include_directories(rapidcheck SYSTEM INTERFACE ${RAPIDCHECK_INCLUDE})
  target_link_libraries(rapidcheck INTERFACE ${RAPIDCHECK_LIB})
endif()

if(QY_QUICK)
  qy_parsed_headers(parsed ${QY_STANDARD_HEADERS})
  if(QY_TESTS)
    qy_parsed_headers(parsed_tests <gtest/gtest.h> <rapidcheck.h> ${QY_STANDARD_HEADERS})
    target_compile_options(qy_parsed_tests PRIVATE ${QY_TEST_OPTIONS})
    target_link_libraries(qy_parsed_tests PRIVATE GTest::gtest_main rapidcheck)
  endif()
endif()
