# One function makes every library of the project.
#
#   qy_library(lake SOURCES catalog.cc … USES base text PRIVATE_LIBS yaml-cpp)
#
# USES names the folders whose headers this one may include: tests/layering_test.py reads it, and fails on any other include.
# Tests lie beside the code: every *_test.cc of the folder becomes part of <folder>_tests.
function(qy_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_LIBS" ${ARGN})
  add_library(qy_${name} STATIC ${ARG_SOURCES})
  target_include_directories(qy_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${ARG_USES})
    target_link_libraries(qy_${name} PUBLIC qy_${used})
  endforeach()
  target_link_libraries(qy_${name} PRIVATE ${ARG_PRIVATE_LIBS})
  qy_warnings(qy_${name})

  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cc)
  if(QY_TESTS AND tests)
    add_executable(${name}_tests ${tests})
    target_link_libraries(${name}_tests PRIVATE qy_${name} ${ARG_PRIVATE_LIBS} GTest::gtest_main rapidcheck)
    qy_warnings(${name}_tests)
    # What is tested is built as it ships; the tests themselves are most of the compiler's work and run once.
    target_compile_options(${name}_tests PRIVATE $<$<CONFIG:Release>:-O1>)
    target_compile_definitions(${name}_tests PRIVATE QY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_tests WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
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
  endif()
  if(QY_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${QY_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${QY_SANITIZE})
  endif()
  if(QY_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

if(QY_TESTS)
  find_package(GTest REQUIRED)
  find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
  find_library(RAPIDCHECK_LIB rapidcheck REQUIRED)
  add_library(rapidcheck INTERFACE)
  target_include_directories(rapidcheck SYSTEM INTERFACE ${RAPIDCHECK_INCLUDE})
  target_link_libraries(rapidcheck INTERFACE ${RAPIDCHECK_LIB})
endif()
